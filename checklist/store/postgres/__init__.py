"""The store on PostgreSQL: its schema, who may do what in it, and the connection."""
