using Holdfast.Testing.Azure;

[assembly: AssemblyFixture(typeof(AzuriteServer))]
