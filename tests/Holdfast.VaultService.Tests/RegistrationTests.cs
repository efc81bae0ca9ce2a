using Holdfast.Contracts.Errors;

namespace Holdfast.VaultService.Tests;

public sealed class RegistrationTests : VaultTest
{
    [Fact]
    public void Register_Again_KeepsDataAndFirstDate()
    {
        var first = Register(Directory.IssueCredentials("main"));
        File.WriteAllText(Path.Combine(first.Folder, "blob"), "sealed");
        var registered = Clock.GetUtcNow();
        Clock.Advance(TimeSpan.FromDays(30));
        var second = Register(Directory.IssueCredentials("main"), "renamed");
        Assert.Equal(first.Folder, second.Folder);
        Assert.Equal("sealed", File.ReadAllText(Path.Combine(second.Folder, "blob")));
        var server = Assert.Single(Directory.Servers("main"));
        Assert.Equal(("renamed", registered, Clock.GetUtcNow()), (server.Name, server.Registered, server.LastRegistered));
    }

    [Theory]
    [InlineData("server")]
    [InlineData("SERVER")]
    public void Register_NameOfAnotherServer_IsRefused(string name)
    {
        var file = Directory.IssueCredentials("main");
        Register(file);
        Assert.Equal(ErrorCode.ServerNameTaken, Assert.Throws<HoldfastException>(() => Register(file, name, OtherServer)).Code);
        Assert.Single(Directory.Servers("main"));
        Register(file, "another", OtherServer);
        Assert.Equal(2, Directory.Servers("main").Count);
    }

    [Theory]
    [InlineData("../../etc")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("")]
    public void Register_ImpossibleServerId_Throws(string id)
    {
        var file = Directory.IssueCredentials("main");
        Assert.Throws<ArgumentException>(() => Register(file, "server", id));
    }

    [Fact]
    public void Read_TwoServers_NamesTheirFolders()
    {
        var file = Directory.IssueCredentials("main");
        var first = Register(file);
        var second = Register(file, "another", OtherServer);
        var contents = VaultRegistrar.Read(file, Clock);
        Assert.Equal("main", contents.VaultName);
        Assert.Equal([first.Folder, second.Folder], contents.Servers.Select(server => server.Folder));
    }

    [Fact]
    public void Create_FilesOfTheService_AreForTheOwnerOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no modes on Windows.");
        Register(Directory.IssueCredentials("main"));
        var files = System.IO.Directory.GetFiles(Folder, "*", SearchOption.AllDirectories);
        Assert.Contains(files, file => Path.GetFileName(file) == "service.key");
        foreach (var file in files) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        foreach (var folder in System.IO.Directory.GetDirectories(Folder, "*", SearchOption.AllDirectories))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }

    [Fact]
    public void Create_NameOrStorageTaken_IsRefused()
    {
        Assert.Equal(ErrorCode.VaultNameTaken, Assert.Throws<HoldfastException>(() => Directory.Create("MAIN", null)).Code);
        Assert.Equal(ErrorCode.VaultNameTaken, Assert.Throws<HoldfastException>(() => Directory.Create("second", Vault.Storage)).Code);
        Assert.Single(Directory.Vaults);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../up")]
    [InlineData(" blank")]
    [InlineData("umlaut-ä")]
    public void Create_ImpossibleName_IsRefused(string name) =>
        Assert.Equal(ErrorCode.VaultNameInvalid, Assert.Throws<HoldfastException>(() => Directory.Create(name, null)).Code);

    [Theory]
    [InlineData(13)]
    [InlineData(181)]
    public void Create_SoftDeleteOutOfRange_IsRefused(int days) => Assert.Throws<HoldfastException>(() => Directory.Create("second", null, days));

    [Fact]
    public void IssueCredentials_UnknownVault_IsRefused() =>
        Assert.Equal(ErrorCode.VaultNotFound, Assert.Throws<HoldfastException>(() => Directory.IssueCredentials("none")).Code);

    [Fact]
    public void Open_ServiceRestarted_KeepsItsKeyAndVaults()
    {
        var file = Directory.IssueCredentials("main");
        var again = VaultDirectory.Open(Path.Combine(Folder, "service"), Clock);
        Register(file);
        Assert.Equal(Parse(file).PublicKey, Parse(again.IssueCredentials("main")).PublicKey);
    }

    [Fact]
    public void Vaults_DocumentDamaged_IsAnError()
    {
        File.WriteAllText(Path.Combine(Folder, "service", "vaults", Vault.Id + ".json"), "{");
        Assert.Equal(ErrorCode.VaultDataDamaged, Assert.Throws<HoldfastException>(() => Directory.Vaults).Code);
    }
}
