using System.Text;
using Holdfast.Testing.Damage;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.SharePoint;
using Holdfast.Workloads.SharePoint.Farm;
using Holdfast.Workloads.SqlServer.Transports.Vss;
using Holdfast.Workloads.Tests.ShadowCopies.Requester;

namespace Holdfast.Workloads.Tests.SharePoint;

/// <summary>Inventories from documents that follow the schemas. None of a real SharePoint was at hand.</summary>
public sealed class FarmReaderTests
{
    private static readonly Dictionary<string, string> None = [];

    [Fact]
    public void Read_RemoteDatabasesAndSearch_GivesAddressesAndWhatIsNotInDatabases()
    {
        var farm = Read(None, ProtectedFarm.Writer(
            ProtectedFarm.Database("WSS_Content", true), ProtectedFarm.Database("SharePoint_Config", false, @"\\SQL1\SQL1\PROD"), ProtectedFarm.Database("Other", true, @"\\sql2"),
            FakeShadowCopies.Group("Farm", "Index", true, $"<DEPENDS writerId=\"{ProtectedFarm.Search}\" logicalPath=\"\\\\search1\" componentName=\"Index0\"/>")));
        Assert.Equal(
            [("sqlserver://sql1/PROD/SharePoint_Config", @"SQL1\PROD", true), ("sqlserver://sql1/WSS_Content", "GENERATOR", false), ("sqlserver://sql2/Other", "sql2", false)],
            farm.Databases.Select(database => (database.Address, database.Server, database.IsFarmWide)));
        Assert.Contains("Index0", Assert.Single(farm.Others));
        Assert.Contains("on search1", farm.Others[0]);
        Assert.True(farm.HasConfiguration);
    }

    [Fact]
    public void Read_LocalDatabase_IsFoundByTheClosureOfDependencies()
    {
        var sql = FakeShadowCopies.Writer(SqlWriterRestore.Writer, Guid.NewGuid(), "SqlServerWriter", "USER_DATA", FakeShadowCopies.Group("WFE1", "WSS_Content", true, FakeShadowCopies.FileList(@"D:\data", "WSS_Content.mdf")));
        var farm = Read(None, ProtectedFarm.Writer(ProtectedFarm.Database("WSS_Content", true, "WFE1")), sql);
        Assert.Equal("sqlserver://wfe1/WSS_Content", Assert.Single(farm.Databases).Address);
        Assert.False(farm.HasConfiguration);
        Assert.Equal(WorkloadFault.NotPossible, Assert.Throws<WorkloadException>(() => Read(None, ProtectedFarm.Writer(ProtectedFarm.Database("WSS_Content", true, "WFE1")))).Fault);
    }

    [Fact]
    public void Read_AliasesAndFarmDatabases_AreThoseOfTheOptions()
    {
        var farm = Read(new() { ["alias.GENERATOR"] = "db7:14330/X", ["farmDatabases"] = "Admin, WSS_Content" }, ProtectedFarm.Writer(ProtectedFarm.Database("WSS_Content", true)));
        Assert.Equal(("sqlserver://db7:14330/X/WSS_Content", true), (farm.Databases[0].Address, farm.Databases[0].IsFarmWide));
        Assert.Equal(WorkloadFault.OptionWrong, Assert.Throws<WorkloadException>(() => SharePointOptions.Read(new Dictionary<string, string> { ["alias."] = "x" })).Fault);
    }

    [Fact]
    public void Read_WithoutWriterOrDatabases_SaysWhatToDo()
    {
        Assert.Contains("Register-SPVssWriter", Assert.Throws<WorkloadException>(() => Read(None)).Remedy);
        Assert.Equal(WorkloadFault.NotPossible, Assert.Throws<WorkloadException>(() => Read(None, ProtectedFarm.Writer(FakeShadowCopies.Group("", "Farm", false)))).Fault);
    }

    [Fact]
    public void Read_FiveThousandDamagedInventories_AreReadOrRefused()
    {
        var document = Encoding.UTF8.GetBytes(ProtectedFarm.Writer(ProtectedFarm.Database("SharePoint_Config", false, @"\\SQL1\SQL1\PROD"), ProtectedFarm.Database("WSS_Content", true),
            FakeShadowCopies.Group("Farm", "Index", true, $"<DEPENDS writerId=\"{ProtectedFarm.Search}\" logicalPath=\"\\\\search1\" componentName=\"Index0\"/>")));
        var (service, options) = (new FakeShadowCopies(), SharePointOptions.Read(None));
        var (read, refused) = Mutations.Run(20_261_105, 5000, [document], stream => FarmReader.Read([VssDocuments.ReadWriter(stream)], service, "wfe1", options),
            error => error is MalformedFileException { Offset: >= 0 } or WorkloadException { Fault: WorkloadFault.NotPossible or WorkloadFault.ContentWrong or WorkloadFault.AddressWrong });
        Assert.InRange(read, 20, 4900);
        Assert.InRange(refused, 100, 4980);
    }

    private static FarmInventory Read(Dictionary<string, string> options, params string[] documents) =>
        FarmReader.Read([.. documents.Select(document => VssDocuments.ReadWriter(document))], new FakeShadowCopies(), "wfe1", SharePointOptions.Read(options));
}
