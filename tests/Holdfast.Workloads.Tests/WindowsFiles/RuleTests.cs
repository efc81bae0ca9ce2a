using Holdfast.Workloads.Files.Windows.Rules;

namespace Holdfast.Workloads.Tests.WindowsFiles;

public sealed class RuleTests
{
    private static readonly Dictionary<string, string> Environment = new() { ["TEMP"] = @"C:\Windows\Temp", ["windir"] = @"C:\Windows", ["SystemDrive"] = "C:" };

    // As a Windows Server has them.
    private static readonly NotToBackup Rules = new(
        [@"\Pagefile.sys", @"%TEMP%\* /s", @"\System Volume Information\* /s", @"%windir%\netlogon.chg", @"$UserProfile$\AppData\Local\Temp\* /s", @"$AllVolumes$\hiberfil.sys", @"%NotSet%\*", @"%windir%\softwaredistribution\*.* /s", @"\MSDTC\MSDTC.LOG", "nonsense", ""],
        Environment, [@"C:\Users\ada", @"D:\Users\bob"]);

    [Theory]
    [InlineData(@"C:\pagefile.sys", true)]
    [InlineData(@"E:\PAGEFILE.SYS", true)]
    [InlineData(@"C:\Data\pagefile.sys", false)]
    [InlineData(@"C:\Windows\Temp\x", true)]
    [InlineData(@"C:\Windows\Temp\deep\er\x", true)]
    [InlineData(@"C:\Windows\Temporary\x", false)]
    [InlineData(@"C:\Windows\Temp", false)]
    [InlineData(@"D:\System Volume Information\{id}", true)]
    [InlineData(@"C:\Windows\netlogon.chg", true)]
    [InlineData(@"C:\Windows\sub\netlogon.chg", false)]
    [InlineData(@"D:\Users\bob\AppData\Local\Temp\a\b", true)]
    [InlineData(@"D:\Users\eve\AppData\Local\Temp\a", false)]
    [InlineData(@"F:\hiberfil.sys", true)]
    [InlineData(@"C:\Windows\SoftwareDistribution\Download\file", true)]
    [InlineData(@"C:\MSDTC\msdtc.log", true)]
    [InlineData(@"C:\nonsense", false)]
    public void Names_PathsOfWindows_FollowTheRegistry(string path, bool expected) => Assert.Equal(expected, Rules.Names(path));

    [Fact]
    public void Find_FoldersOfAllUsers_AreThoseOfPeopleWhereTheyPutThem()
    {
        UserProfile[] profiles =
        [
            new("S-1-5-21-1-2-3-1001", @"C:\Users\ada", new Dictionary<string, string> { ["Personal"] = @"%USERPROFILE%\OneDrive\Documents", ["Desktop"] = @"%USERPROFILE%\Desktop" }),
            new("S-1-5-21-1-2-3-1002", @"C:\Users\bob", new Dictionary<string, string> { ["Personal"] = @"\\server\home\bob" }),
            new("S-1-12-1-4-5-6-7", @"C:\Users\eve", new Dictionary<string, string>()),
            new("S-1-5-18", @"C:\Windows\system32\config\systemprofile", new Dictionary<string, string>()),
        ];

        Assert.Equal(
            [@"C:\Users\ada\Desktop", @"C:\Users\ada\OneDrive\Documents", @"C:\Users\bob\Desktop", @"C:\Users\eve\Desktop", @"C:\Users\eve\Documents"],
            UserFolders.Find(profiles, [UserFolder.Documents, UserFolder.Desktop], Environment));
    }

    [Fact]
    public void Find_FolderWithinAnother_IsNotTakenTwice()
    {
        UserProfile[] profiles = [new("S-1-5-21-1-2-3-1001", @"C:\Users\ada", new Dictionary<string, string> { ["My Pictures"] = @"C:\Users\ada\Documents\Pictures" })];

        Assert.Equal([@"C:\Users\ada\Documents"], UserFolders.Find(profiles, [UserFolder.Documents, UserFolder.Pictures], Environment));
    }

    [Theory]
    [InlineData(@"C:\Users", true, true)]
    [InlineData(@"C:\Users\ada", true, true)]
    [InlineData(@"C:\Users\ada\Documents\x.txt", false, true)]
    [InlineData(@"C:\Users\ada\Documents2", true, false)]
    [InlineData(@"C:\Users\ada.txt", false, false)]
    [InlineData(@"C:\", true, true)]
    [InlineData(@"D:\", true, false)]
    public void Admits_ChosenFolders_AreKeptWithTheWayToThem(string path, bool isFolder, bool expected) => Assert.Equal(expected, new ChosenFolders([@"C:\Users\ada\Documents\"]).Admits(path, isFolder));

    [Fact]
    public void Admits_NothingFound_TakesNothing() => Assert.False(new ChosenFolders([]).Admits(@"C:\Users\ada\x", false));

    [Theory]
    [InlineData("userFolders", "all", 17, 0, false)]
    [InlineData("userFolders", "documents, Desktop", 2, 0, false)]
    [InlineData("folders", @"C:\Data; D:\More", 0, 2, false)]
    [InlineData("filesNotToBackup", "keep", 0, 0, true)]
    [InlineData("filesNotToBackup", "leaveOut", 0, 0, false)]
    public void Read_Options_AreWhatIsTaken(string name, string value, int userFolders, int folders, bool takesAll)
    {
        var choice = WindowsChoice.Read(new Dictionary<string, string> { [name] = value });

        Assert.Equal((userFolders, folders, takesAll), (choice.UserFolders.Count, choice.Folders.Count, choice.TakesNotToBackup));
    }

    [Theory]
    [InlineData("userFolders", "Documents,Treasure", "Treasure")]
    [InlineData("userFolders", "3", "3")]
    [InlineData("folders", "Data", "full path")]
    [InlineData("filesNotToBackup", "maybe", "leaveOut")]
    [InlineData("color", "blue", "userFolders")]
    public void Read_OptionsThatMeanNothing_AreRefused(string name, string value, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => WindowsChoice.Read(new Dictionary<string, string> { [name] = value })).Message, StringComparison.Ordinal);
}
