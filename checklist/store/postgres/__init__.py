"""The store on PostgreSQL: its schema, who may do what in it, and the connection.

Nothing here is imported unless an address is given: it needs `samsjekk[team]`.
"""
