using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.Tests.SqlServer.Planning;

public sealed class FileRelocationTests
{
    private static readonly DatabaseFile[] Files =
    [
        new("Sales", @"D:\data\Sales.mdf", 'D', 1), new("Sales_2", @"D:\data2\Sales.mdf", 'D', 1), new("Archive", @"D:\data\arch.ndf", 'D', 1), new("Sales_log", @"E:\log\Sales_log.ldf", 'L', 1),
    ];

    [Fact]
    public void Plan_NewName_NamesFilesAfterItAndKeepsThemApart()
    {
        var moves = FileRelocation.Plan(Files, "Sales", "Sales 2026", @"F:\sql\", @"G:\log", []);
        Assert.Equal([@"F:\sql\Sales 2026.mdf", @"F:\sql\Sales 2026_2.mdf", @"F:\sql\Sales 2026_arch.ndf", @"G:\log\Sales 2026_log.ldf"], moves.Select(move => move.Path));
        Assert.Equal(Files.Select(file => file.LogicalName), moves.Select(move => move.LogicalName));
    }

    [Fact]
    public void Plan_PathsThatOtherDatabasesHave_AreAvoidedWhateverTheirCase() =>
        Assert.Equal(@"F:\sql\SALES_3.mdf", FileRelocation.Plan([new DatabaseFile("a", @"C:\SALES.mdf", 'D', 1)], "Sales", "Sales", @"F:\sql", @"F:\sql", [@"f:\SQL\sales.mdf", @"F:\sql\SALES_2.mdf"])[0].Path);

    [Fact]
    public void Plan_WindowsBackupToLinux_UsesTheTargetsNotation() =>
        Assert.Equal("/var/opt/mssql/data/Copy_log.ldf", FileRelocation.Plan(Files, "Sales", "Copy", "/var/opt/mssql/data/", "/var/opt/mssql/data", [])[3].Path);

    [Fact]
    public void Plan_NameThatIsNoFileName_IsMadeOne() =>
        Assert.Equal(@"F:\sql\a_b__c_.mdf", FileRelocation.Plan([Files[0]], "Sales", "a/b:\\c?", @"F:\sql", @"F:\sql", [])[0].Path);
}
