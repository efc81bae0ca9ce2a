using Holdfast.Contracts.Errors;

namespace Holdfast.VaultService.Tests;

public sealed class RegistrationTests : VaultTest
{
    [Fact]
    public void Register_Again_KeepsDataAndFirstDate()
    {
        var first = Register(Service.IssueCredentials(Main));
        File.WriteAllText(Path.Combine(first.Folder, "blob"), "sealed");
        var registered = Clock.GetUtcNow();
        Clock.Advance(TimeSpan.FromDays(30));
        var second = Register(Service.IssueCredentials(Main), "renamed");
        Assert.Equal(first.Folder, second.Folder);
        Assert.Equal("sealed", File.ReadAllText(Path.Combine(second.Folder, "blob")));
        var server = Assert.Single(Service.Servers(Main));
        Assert.Equal(("renamed", registered, Clock.GetUtcNow()), (server.Name, server.Registered, server.LastRegistered));
    }

    [Theory]
    [InlineData("server")]
    [InlineData("SERVER")]
    public void Register_NameOfAnotherServer_IsRefused(string name)
    {
        var file = Service.IssueCredentials(Main);
        Register(file);
        Assert.Equal(ErrorCode.ServerNameTaken, Assert.Throws<HoldfastException>(() => Register(file, name, OtherServer)).Code);
        Assert.Single(Service.Servers(Main));
        Register(file, "another", OtherServer);
        Assert.Equal(2, Service.Servers(Main).Count);
    }

    [Theory]
    [InlineData("../../etc")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("")]
    public void Register_ImpossibleServerId_Throws(string id)
    {
        var file = Service.IssueCredentials(Main);
        Assert.Throws<ArgumentException>(() => Register(file, "server", id));
    }

    [Fact]
    public void Read_TwoServers_NamesTheirFolders()
    {
        var file = Service.IssueCredentials(Main);
        var first = Register(file);
        var second = Register(file, "another", OtherServer);
        var contents = VaultRegistrar.Read(file, Clock);
        Assert.Equal(Main, contents.VaultName);
        Assert.Equal([first.Folder, second.Folder], contents.Servers.Select(server => server.Folder));
    }

    /// <summary>A vault that is not active takes nobody in; what it holds can be read.</summary>
    [Theory]
    [InlineData("expired")]
    [InlineData("deprovisioned")]
    public void Register_VaultIsNotActive_IsRefused(string state)
    {
        var file = Service.IssueCredentials(Main);
        Register(file);
        Service.SetState(Main, state);
        AssertCode(ErrorCode.SubscriptionExpired, () => Register(file));
        Assert.Single(VaultRegistrar.Read(file, Clock).Servers);
        Service.SetState(Main, "active");
        Register(file);
    }

    [Fact]
    public void IssueCredentials_UnknownVault_IsRefused() =>
        Assert.Equal(ErrorCode.VaultNotFound, Assert.Throws<HoldfastException>(() => Service.IssueCredentials("none")).Code);

    [Fact]
    public void Open_ServiceRestarted_KeepsItsKeyAndVaults()
    {
        var file = Service.IssueCredentials(Main);
        var again = VaultDirectory.Open(Path.Combine(Root, "service"), Clock);
        Register(file);
        Assert.Equal(Parse(file).PublicKey, Parse(again.IssueCredentials(Main)).PublicKey);
    }

    [Fact]
    public void Vaults_DocumentDamaged_IsAnError()
    {
        File.WriteAllText(Path.Combine(Root, "service", "vaults", Vault.Id + ".json"), "{");
        Assert.Equal(ErrorCode.VaultDataDamaged, Assert.Throws<HoldfastException>(() => Service.Vaults).Code);
    }
}
