using Holdfast.Testing.Postgres;

[assembly: AssemblyFixture(typeof(PostgresCluster))]
