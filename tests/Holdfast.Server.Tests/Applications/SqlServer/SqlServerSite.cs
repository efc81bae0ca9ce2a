using Holdfast.Contracts.Api;
using Holdfast.Testing.SqlServer;
using Holdfast.Testing.SqlServer.Instances;
using Holdfast.Testing.SqlServer.Objects;
using Holdfast.Workloads.SqlServer;
using Holdfast.Workloads.Tests.SqlServer.Flows;

namespace Holdfast.Server.Tests.Applications.SqlServer;

/// <summary>A real server with its real object endpoint, and a stand-in instance of SQL Server that writes to it.</summary>
internal sealed class SqlServerSite : ApplicationServer
{
    /// <summary>12 MiB in two files: three parts each.</summary>
    private const int Pages = 1536;

    private const string EndpointSettings = ", \"objectEndpointAddress\": \"127.0.0.1\", \"objectEndpointServerName\": \"backup.example.test\"";

    private SqlServerSite(S3MediaPlace place, FakeInstance instance, FakeDevices devices, string settings) : base(new SqlServerWorkload(instance, devices), settings)
    {
        (Place, Instance) = (place, instance);
        instance.Devices = devices;
    }

    internal S3MediaPlace Place { get; }

    internal FakeInstance Instance { get; }

    internal SimulatedDatabase Database => Instance["Sales"];

    internal override string Address => "sqlserver://db1.example.com/Sales";

    /// <param name="settings">More members of the settings' document.</param>
    /// <param name="clock">What the server goes by; the endpoint's clients have the system's clock in any case.</param>
    internal static async Task<SqlServerSite> Start(string settings = "", TimeProvider? clock = null, int pages = Pages)
    {
        var place = new S3MediaPlace();
        var instance = new FakeInstance(place);
        instance.Databases.Add(new SimulatedDatabase("Sales") { Pages = GeneratedPages.Database(7, pages) });
        var site = new SqlServerSite(place, instance, new FakeDevices(), EndpointSettings + settings) { Clock = clock ?? TimeProvider.System };
        await site.Launch();
        place.Authority = (await site.Client.Objects.Endpoint()).Certificate;
        return site;
    }

    internal Task<JobInfo> ProtectStriped() => Wait(Client.Protect(new ProtectRequest([Address], Options: new Dictionary<string, string> { ["stripes"] = "2" })));

    internal Task<JobInfo> Synchronize() => Wait(Client.Synchronize(new RunRequest(Address)));

    /// <summary>What waits for a point: logs that SQL Server has truncated already.</summary>
    internal string[] Waiting() =>
        Directory.Exists(Path.Combine(Data, "applications", "keep")) ? Directory.GetFiles(Path.Combine(Data, "applications", "keep"), "*", SearchOption.AllDirectories) : [];

    /// <summary>Nothing of a run is left at the instance.</summary>
    internal void AssertClean()
    {
        Assert.Empty(Instance.Credentials);
        Assert.Equal(0, Instance.OpenSessions);
    }
}
