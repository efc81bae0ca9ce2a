using Holdfast.Contracts.Errors;

namespace Holdfast.VaultService.Tests;

public sealed class RegistrationTests : VaultTest
{
    [Fact]
    public void Register_Again_KeepsDataAndFirstDate()
    {
        var first = Register(Service.IssueCredentials(Main));
        Directory.CreateDirectory(DataOf(Server));
        File.WriteAllText(Path.Combine(DataOf(Server), "blob"), "sealed");
        var registered = Clock.GetUtcNow();
        Clock.Advance(TimeSpan.FromDays(30));
        var second = Register(Service.IssueCredentials(Main), "SERVER");
        Assert.Equal(first with { ServerName = "SERVER" }, second);
        Assert.Equal("sealed", File.ReadAllText(Path.Combine(DataOf(Server), "blob")));
        var server = Assert.Single(Service.Servers(Main));
        Assert.Equal(("SERVER", registered, Clock.GetUtcNow()), (server.Name, server.Registered, server.LastRegistered));
    }

    [Theory]
    [InlineData("server")]
    [InlineData("SERVER")]
    public void Register_NameOfAnotherServer_IsRefused(string name)
    {
        Register(Service.IssueCredentials(Main));
        var file = Service.IssueCredentials(Main);
        AssertCode(ErrorCode.ServerNameTaken, () => Register(file, name, OtherServer));
        Assert.Single(Service.Servers(Main));
        Register(file, "another", OtherServer); // the refusal has not used the file up
        Assert.Equal(2, Service.Servers(Main).Count);
    }

    [Theory]
    [InlineData("../../etc")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("")]
    public void Register_ImpossibleServerId_Throws(string id)
    {
        var file = Service.IssueCredentials(Main);
        AssertCode(ErrorCode.BadRequest, () => Register(file, "server", id));
    }

    /// <summary>Who was renamed, or copied and renamed, does not get another's place by accident.</summary>
    [Fact]
    public void Register_UnderAnotherName_IsRefusedUnlessItTakesThePlace()
    {
        Register(Service.IssueCredentials(Main));
        var file = Service.IssueCredentials(Main);
        AssertCode(ErrorCode.ServerRenamed, () => Register(file, "renamed"));
        Assert.Equal("renamed", Service.Register(file, "renamed", Server, replace: true).ServerName);
        Assert.Equal(("renamed", Server), (Service.Servers(Main).Single().Name, Service.Servers(Main).Single().Id));
    }

    [Fact]
    public void Register_SecondServerWithOneFile_IsRefused()
    {
        var file = Service.IssueCredentials(Main);
        Register(file);
        AssertCode(ErrorCode.VaultCredentialsUsed, () => Register(file, "another", OtherServer));
        Register(file); // the same one may again
        Assert.Single(Service.Servers(Main));
    }

    [Fact]
    public void Register_ManyServersAtOnceWithOneFile_HasOneWinner()
    {
        var file = Service.IssueCredentials(Main);
        var codes = new ErrorCode[20];
        Parallel.For(0, codes.Length, i =>
        {
            try
            {
                Register(file, $"server {i}", Convert.ToHexStringLower(Guid.NewGuid().ToByteArray()));
            }
            catch (HoldfastException refusal)
            {
                codes[i] = refusal.Code;
            }
        });
        Assert.Equal(1, codes.Count(code => code == default));
        Assert.Equal(19, codes.Count(code => code == ErrorCode.VaultCredentialsUsed));
        Assert.Single(Service.Servers(Main));
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
        using var again = VaultDirectory.Open(DataFolder, Clock);
        Register(file);
        Assert.Equal(Parse(file).PublicKey, Parse(again.IssueCredentials(Main)).PublicKey);
    }
}
