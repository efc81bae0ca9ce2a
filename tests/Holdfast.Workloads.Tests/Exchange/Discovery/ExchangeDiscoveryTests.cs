using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Exchange;
using Holdfast.Workloads.Exchange.Discovery;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.Tests.Exchange.Flows;

namespace Holdfast.Workloads.Tests.Exchange.Discovery;

public sealed class ExchangeDiscoveryTests
{
    [Fact]
    public void Discover_ServersAndTheirDatabases_ComeFromTheWritersDocument()
    {
        using var db = new ProtectedDatabase();

        var server = Assert.Single(db.Workload.Discover(null, CancellationToken.None));
        var found = Assert.Single(db.Workload.Discover(db.Context with { Path = server.Path }, CancellationToken.None));

        Assert.Equal(("exchange://mbx1/", true), (server.Path, server.IsContainer));
        Assert.Equal(($"exchange://mbx1/{FakeExchange.Id}", "Sales & Service", 14L * 32768, server.Path), (found.Path, found.Name, found.Size, found.Parent));
        Assert.Equal(0, db.Copies.OpenRequesters);
    }

    [Fact]
    public void Discover_WithoutShadowCopies_FindsNothing()
    {
        Assert.Empty(new ExchangeWorkload(null, null).Discover(null, CancellationToken.None));
        using var db = new ProtectedDatabase();
        db.Copies.NotReady = "not elevated";
        Assert.Empty(db.Workload.Discover(null, CancellationToken.None));
        Assert.Equal(WorkloadFault.RightMissing, Assert.Throws<WorkloadException>(() => db.Workload.Describe(db.Context, CancellationToken.None)).Fault);
    }

    [Fact]
    public void Describe_SaysWhatCanBeDone()
    {
        using var db = new ProtectedDatabase();
        Assert.Equal([BackupType.Full, BackupType.Log], db.Workload.Describe(db.Context, CancellationToken.None).Types);
        db.Options["truncateLogs"] = "false";
        var facts = db.Workload.Describe(db.Context, CancellationToken.None);
        Assert.Equal([BackupType.Full], facts.Types);
        Assert.Single(facts.Warnings);
        db.Options["compression"] = "true";
        Assert.Equal(WorkloadFault.OptionWrong, Assert.Throws<WorkloadException>(() => db.Workload.Describe(db.Context, CancellationToken.None)).Fault);
    }

    [Fact]
    public void Describe_PassiveCopyWished_NamesTheServersThatHaveOneBestFirst()
    {
        using var db = new ProtectedDatabase();
        db.Options["replica"] = "passive";
        db.Shell.Lines = ["MBX1\tMounted\tTrue\t0\t0\t1", "MBX2\tHealthy\tFalse\t9\t0\t2", "MBX3\tHealthy\tFalse\t0\t0\t3", "MBX4\tFailed\tFalse\t0\t0\t4"];

        var facts = db.Workload.Describe(db.Context, CancellationToken.None);

        Assert.True(db.Workload.ChoosesCopy(db.Options));
        Assert.Equal(["MBX3", "MBX2", "MBX1"], facts.Servers);
        Assert.Contains("MBX4: Failed", Assert.Single(facts.Warnings), StringComparison.Ordinal);
        Assert.Equal($"exchange://mbx3/{FakeExchange.Id}", db.Workload.AddressOn(db.Context.Path, "MBX3"));
    }

    [Fact]
    public void Describe_PassiveCopyWishedWhereThereIsNoShell_IsRefused()
    {
        using var db = new ProtectedDatabase();
        db.Options["replica"] = "passive";
        Assert.Equal(WorkloadFault.NotHere, Assert.Throws<WorkloadException>(() => new ExchangeWorkload(db.Copies, null).Describe(db.Context, CancellationToken.None)).Fault);
        db.Shell.Lines = ["MBX1\tMounted\tTrue\t0\t0\t1"];
        Assert.Contains("no passive copy", Assert.Single(db.Workload.Describe(db.Context, CancellationToken.None).Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(@"Microsoft Exchange Server\Microsoft Information Store\MBX1")]
    [InlineData(@"Exchange Server\Microsoft Information Store\MBX1")]
    [InlineData(@"Microsoft Exchange Server\Microsoft Information Store\Replica\MBX1")]
    public void Read_WhateverThePathBeginsWith_FindsServerAndId(string above)
    {
        using var db = new ProtectedDatabase();
        var database = Assert.Single(ExchangeDatabases.Read([VssDocuments.ReadWriter(db.Server.Document(above: above))]));
        Assert.Equal(("MBX1", Guid.Parse(FakeExchange.Id)), (database.Server, database.Id));
        Assert.Equal($@"{above}\{FakeExchange.Id}", Assert.Single(database.Components).Full);
        Assert.Equal(3, database.Files.Count);
    }

    [Theory]
    [InlineData("exchange://MBX1", "exchange://mbx1/")]
    [InlineData("exchange://mbx1.example.com/", "exchange://mbx1.example.com/")]
    [InlineData("EXCHANGE://mbx1/0C5E7A52-0F6E-4A0F-9F0E-2B1A6F1D7C11", "exchange://mbx1/0c5e7a52-0f6e-4a0f-9f0e-2b1a6f1d7c11")]
    public void Normalize_OneWayToWriteEach(string address, string normal) => Assert.Equal(normal, new ExchangeWorkload(null, null).Normalize(address));

    [Theory]
    [InlineData("exchange:///x")]
    [InlineData("exchange://mbx1/Sales")]
    [InlineData("exchange://mbx1/0c5e7a52-0f6e-4a0f-9f0e-2b1a6f1d7c11/x")]
    [InlineData("exchange://a b/")]
    public void Normalize_WhatIsNoAddress_IsRefused(string address) =>
        Assert.Equal(WorkloadFault.AddressWrong, Assert.Throws<WorkloadException>(() => new ExchangeWorkload(null, null).Normalize(address)).Fault);
}
