using Holdfast.Contracts.Connection;
using Holdfast.PowerShell.Tests.Live;
using Holdfast.Testing.SqlServer.Instances;

[assembly: AssemblyFixture(typeof(LiveServer))]
// Which server is meant where none is named is known to the process, not to a runspace.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Holdfast.PowerShell.Tests.Live;

/// <summary>The installation of all tests of the assembly: this computer's server, as the cmdlets find it.</summary>
public sealed class LiveServer : Installation
{
    /// <summary>Instances of SQL Server that it reaches; it has their account.</summary>
    internal ListeningInstances SqlServers { get; } = new();

    private protected override string Trusted => In("trusted.pem");

    public override async ValueTask InitializeAsync()
    {
        Environment.SetEnvironmentVariable(DataFolder.Variable, Data);
        await File.WriteAllTextAsync(Trusted, SqlServers.Trusted);
        await File.WriteAllTextAsync(In("settings.json"), """{ "objectEndpointAddress": "127.0.0.1" }""");
        await base.InitializeAsync();
        await Client.Applications.SetCredential(new(ListeningInstances.Host, ListeningInstances.User, ListeningInstances.Password));
        SqlServers.Place.Authority = (await Client.Objects.Endpoint()).Certificate;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        SqlServers.Dispose();
    }
}
