using Holdfast.Workloads.Applications;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.ShadowCopies.Planning;
using Holdfast.Workloads.Tests.ShadowCopies.Requester;

namespace Holdfast.Workloads.Tests.ShadowCopies.Planning;

/// <summary>Rules of choosing components, on the example that Microsoft's documentation gives for them.</summary>
public sealed class BackupPlannerTests
{
    private static readonly Guid Mine = Guid.NewGuid(), Theirs = Guid.NewGuid();

    /// <summary>"MyWriter" of "Working with Selectability for Backup".</summary>
    private static readonly (string Path, string Name, bool Selectable)[] Example =
    [
        ("", "Executables", false), ("Executables", "ConfigFiles", false), ("", "LicenseInfo", true), ("", "Security", true), ("Security", "UserInfo", false), ("Security", "Certificates", false), ("", "writerData", true),
        ("writerData", "Set1", false), (@"writerData\Set1", "Jan", false), (@"writerData\Set1", "Dec", false), ("writerData", "Set2", false), (@"writerData\Set2", "Jan", false), (@"writerData\Set2", "Dec", false),
        (@"writerData\QueryLogs", "Query", false), ("writerData", "Usage", true), (@"writerData\Usage", "Jan", false), (@"writerData\Usage", "Dec", false),
    ];

    [Fact]
    public void Plan_WholeWriter_ChoosesTheTopAndTakesTheRestAlong()
    {
        var plan = Plan(new WriterWish(Mine));
        Assert.Equal(["Executables", "LicenseInfo", "Security", "writerData"], Explicit(plan));
        Assert.Equal(Example.Length, plan.Components.Count);
    }

    [Fact]
    public void Plan_SelectableOne_TakesWhatIsBeneathItAndWhatMustAlwaysBe()
    {
        var plan = Plan(new WriterWish(Mine, [Path("Security")]));
        Assert.Equal(["Executables", "Security"], Explicit(plan));
        Assert.Equal(["Executables", @"Executables\ConfigFiles", "Security", @"Security\UserInfo", @"Security\Certificates"], plan.Components.Select(component => component.Component.Path.Full));
        Assert.Equal("Security", plan.Components[^1].ChosenBy.Full);
    }

    [Fact]
    public void Plan_SelectablePart_IsChosenByItselfUnlessWhatItIsPartOfIs()
    {
        Assert.Equal(["Executables", @"writerData\Usage"], Explicit(Plan(new WriterWish(Mine, [Path("writerData", "Usage")]))));
        Assert.Equal(["Executables", "writerData"], Explicit(Plan(new WriterWish(Mine, [Path("writerData", "Usage"), Path("writerData")]))));
        Assert.Equal(["Executables", "writerData"], Explicit(Plan(new WriterWish(Mine, [Path("WRITERDATA"), Path("writerdata", "usage")]))));
    }

    [Fact]
    public void Plan_PartThatCannotBeChosen_IsRefusedWithWhatCan()
    {
        var fault = Assert.Throws<WorkloadException>(() => Plan(new WriterWish(Mine, [Path("Security", "UserInfo")])));
        Assert.Equal(WorkloadFault.NotPossible, fault.Fault);
        Assert.Contains("Choose Security", fault.Remedy);
        Assert.Contains("writerData", Assert.Throws<WorkloadException>(() => Plan(new WriterWish(Mine, [Path(@"writerData\QueryLogs", "Query")]))).Remedy);
        Assert.Contains("no component Missing", Assert.Throws<WorkloadException>(() => Plan(new WriterWish(Mine, [Path("Missing")]))).Message);
        Assert.Contains("no writer", Assert.Throws<WorkloadException>(() => Plan(new WriterWish(Guid.NewGuid()))).Message);
    }

    [Fact]
    public void Plan_Dependencies_AreClosedOverAllWriters()
    {
        var first = Writer(Mine, FakeShadowCopies.Group("", "App", true, Files("C:\\app"), Needs(Theirs, "SRV", "Config"), Needs(Theirs, @"\\remote\SRV", "Far")));
        var second = Writer(Theirs, FakeShadowCopies.Group("", "SRV", true, Files("D:\\db")) + FakeShadowCopies.Group("SRV", "Config", false, Files("E:\\config"), Needs(Mine, "", "Extra")) + FakeShadowCopies.Group("", "Unrelated", true, Files("F:\\")));
        var extra = first with { Components = [.. first.Components, new WriterComponent(Path("Extra"), ComponentKind.FileGroup) { IsSelectable = true, Files = [new FileSet("G:\\extra", "*", false)] }] };
        var plan = Plan([extra, second], new WriterWish(Mine, [Path("App")]));
        Assert.Equal(["App", "Extra", "SRV"], Explicit(plan));
        Assert.Equal(["C:\\", "D:\\", "E:\\", "G:\\"], plan.Volumes.Order());
        Assert.Equal("remote", Assert.Single(plan.Remote).Computer);
        Assert.Contains("must be backed up together", Assert.Throws<WorkloadException>(() => Plan([first], new WriterWish(Mine))).Message);
    }

    [Fact]
    public void Plan_ByBackupType_TakesTheFileSetsThatItNeeds()
    {
        var writer = Writer(Mine, "<DATABASE componentName=\"db\" selectable=\"yes\"><DATABASE_FILES path=\"C:\\d\" filespec=\"a.edb\" filespecBackupType=\"257\"/><DATABASE_LOGFILES path=\"D:\\l\" filespec=\"*.log\" filespecBackupType=\"3855\"/></DATABASE>");
        Assert.Equal([@"C:\", @"D:\"], BackupPlanner.Plan([writer], [new WriterWish(Mine)], ShadowBackupType.Copy, Nothing, BackupPlanner.NamedVolume).Volumes);
        Assert.Equal([@"D:\"], BackupPlanner.Plan([writer], [new WriterWish(Mine)], ShadowBackupType.Log, Nothing, BackupPlanner.NamedVolume).Volumes);
    }

    [Theory]
    [InlineData(@"%SystemRoot%\System32\", @"C:\Windows\System32", @"C:\")]
    [InlineData(@"%systemroot%", @"C:\Windows", @"C:\")]
    [InlineData(@"d:\", @"d:\", @"D:\")]
    [InlineData(@"\\?\Volume{c7463aba-f40d-11e9-80c7-806e6f6e6963}\Boot", @"\\?\Volume{c7463aba-f40d-11e9-80c7-806e6f6e6963}\Boot", @"\\?\Volume{c7463aba-f40d-11e9-80c7-806e6f6e6963}\")]
    [InlineData(@"\\?\C:\x", @"\\?\C:\x", @"C:\")]
    public void Plan_Paths_AreExpandedToTheirVolumes(string path, string expanded, string volume)
    {
        var plan = Plan([Writer(Mine, FakeShadowCopies.Group("", "a", true, Files(path)))], new WriterWish(Mine));
        Assert.Equal((expanded, volume), (plan.FileSets[0].Path, plan.Volumes[0]));
    }

    [Theory]
    [InlineData(@"\\server\share\x")]
    [InlineData(@"%unknown%\x")]
    public void Plan_PathOnNoVolume_IsRefused(string path) =>
        Assert.Equal(WorkloadFault.NotPossible, Assert.Throws<WorkloadException>(() => Plan([Writer(Mine, FakeShadowCopies.Group("", "a", true, Files(path)))], new WriterWish(Mine))).Fault);

    [Fact]
    public void Expand_FileSets_FollowsFoldersPatternsAndExclusions()
    {
        var files = new MemoryFiles();
        foreach (var path in new[] { @"C:\d\a.mdf", @"C:\d\b.LDF", @"C:\d\perfc009.dat", @"C:\d\deep\c.mdf", @"C:\d\deep\er\d.mdf", @"C:\d\deep\er\skip.tmp", @"C:\d\link\e.mdf", @"C:\System Volume Information\Heat\x" }) files.Content[path] = [1];
        files.Links.Add(@"C:\d\link");
        FileSet[] excluded = [new(@"C:\d\deep", "*.tmp", true), new(@"\System Volume Information\Heat", "*.*", true)];
        List<string> Found(params FileSet[] sets) => [.. new FileSetExpansion(files, excluded, path => path).Expand(sets).Select(file => file.Path)];
        Assert.Equal([@"C:\d\a.mdf"], Found(new FileSet(@"C:\d", "*.MDF", false)));
        Assert.Equal([@"C:\d\a.mdf", @"C:\d\b.LDF", @"C:\d\deep\c.mdf", @"C:\d\deep\er\d.mdf", @"C:\d\perfc009.dat"], Found(new FileSet(@"C:\d", "*.*", true), new FileSet(@"c:\D", "a.mdf", false)).Order(StringComparer.Ordinal));
        Assert.Equal([@"C:\d\perfc009.dat"], Found(new FileSet(@"C:\d", "Perfc???.dat", false)));
        Assert.Empty(Found(new FileSet(@"C:\System Volume Information", "*", true), new FileSet(@"C:\missing", "*", true)));
    }

    private static readonly Dictionary<string, string> Nothing = [];

    private static ComponentPath Path(string name) => new("", name);

    private static ComponentPath Path(string logicalPath, string name) => new(logicalPath, name);

    private static string Files(string path) => FakeShadowCopies.FileList(path, "*");

    private static string Needs(Guid writer, string logicalPath, string name) => $"<DEPENDS writerId=\"{writer}\" logicalPath=\"{logicalPath}\" componentName=\"{name}\"/>";

    private static WriterMetadata Writer(Guid id, string body) => VssDocuments.ReadWriter(FakeShadowCopies.Writer(id, Guid.NewGuid(), id == Mine ? "MyWriter" : "Their writer", "USER_DATA", body));

    private static ShadowCopyPlan Plan(WriterWish wish) => Plan([Writer(Mine, string.Concat(Example.Select(component => FakeShadowCopies.Group(component.Path, component.Name, component.Selectable))))], wish);

    private static ShadowCopyPlan Plan(IReadOnlyList<WriterMetadata> writers, WriterWish wish) =>
        BackupPlanner.Plan(writers, [wish], ShadowBackupType.Full, new FakeShadowCopies().Environment, BackupPlanner.NamedVolume);

    private static List<string> Explicit(ShadowCopyPlan plan) => [.. plan.Explicit.Select(component => component.Component.Path.Full)];
}
