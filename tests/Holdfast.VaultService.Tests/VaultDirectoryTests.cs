using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;

namespace Holdfast.VaultService.Tests;

public sealed class VaultDirectoryTests : VaultTest
{
    [Fact]
    public void Create_ThenOpenAgain_KnowsTheVault()
    {
        var again = VaultDirectory.Open(Path.Combine(Root, "service"), Clock);
        Assert.Equal([Vault], again.Vaults);
        Assert.Equal((VaultDocument.Active, 14, Clock.GetUtcNow()), (Vault.State, Vault.SoftDeleteDays, Vault.Created));
        var credentials = again.IssueCredentials("main"); // upper and lower case are one name
        Register(credentials);
    }

    [Fact]
    public void Create_WithoutStorage_LiesInTheServicesFolder()
    {
        var vault = Service.Create("Second", null, 180);
        Assert.StartsWith(Path.Combine(Root, "service") + "/", vault.Storage);
        Assert.Equal(180, vault.SoftDeleteDays);
        Register(Service.IssueCredentials("Second"));
    }

    [Theory]
    [InlineData(13)]
    [InlineData(181)]
    public void Create_WithSoftDeleteOutOfRange_IsRefused(int days) => AssertCode(ErrorCode.BadRequest, () => Service.Create("Other", null, days));

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("a\0")]
    [InlineData(" a")]
    public void Create_WithBadName_IsRefused(string name) => AssertCode(ErrorCode.VaultNameInvalid, () => Service.Create(name, null));

    [Fact]
    public void Create_WithTakenName_IsRefused() => AssertCode(ErrorCode.VaultNameTaken, () => Service.Create("MAIN", null));

    [Fact]
    public void Create_WhereAnotherVaultOrFilesLie_IsRefused()
    {
        AssertCode(ErrorCode.VaultNameTaken, () => Service.Create("Other", Vault.Storage));
        var full = Directory.CreateDirectory(Path.Combine(Root, "full")).FullName;
        File.WriteAllText(Path.Combine(full, "photo.jpg"), "");
        AssertCode(ErrorCode.Conflict, () => Service.Create("Other", full));
        Assert.Equal(["photo.jpg"], Directory.GetFileSystemEntries(full).Select(Path.GetFileName));
    }

    [Fact]
    public void Create_ByManyAtOnceOfOneName_HasOneWinner()
    {
        var refused = 0;
        Parallel.For(0, 6, _ =>
        {
            try
            {
                VaultDirectory.Open(Path.Combine(Root, "service"), Clock).Create("Shared", null);
            }
            catch (HoldfastException error) when (error.Code == ErrorCode.VaultNameTaken)
            {
                Interlocked.Increment(ref refused);
            }
        });
        Assert.Equal(5, refused);
        Assert.Equal(2, Service.Vaults.Count);
    }

    [Fact]
    public void Issue_ByManyAtOnce_GivesEachItsSerial()
    {
        var files = new byte[8][];
        Parallel.For(0, files.Length, i => files[i] = VaultDirectory.Open(Path.Combine(Root, "service"), Clock).IssueCredentials(Main));
        var accepted = files.Count(file =>
        {
            try
            {
                Register(file);
                return true;
            }
            catch (HoldfastException error)
            {
                Assert.Equal(ErrorCode.VaultCredentialsSuperseded, error.Code);
                return false;
            }
        });
        Assert.Equal(1, accepted);
        Assert.Equal(8, Service.Vaults.Single().NewestSerial);
    }

    [Fact]
    public void Files_AreReadableByTheirOwnerOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        Register(Service.IssueCredentials(Main));
        foreach (var file in new DirectoryInfo(Root).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.Name != "lock"))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.UnixFileMode);
        foreach (var folder in Directory.GetDirectories(Root))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, new DirectoryInfo(folder).UnixFileMode);
        Assert.Empty(Directory.GetFiles(Root, "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public void SetState_OfSomethingElse_IsRefused()
    {
        AssertCode(ErrorCode.BadRequest, () => Service.SetState(Main, "sleeping"));
        AssertCode(ErrorCode.VaultNotFound, () => Service.SetState("Nowhere", VaultDocument.Active));
    }

    [Fact]
    public void DamagedFiles_AreNamed()
    {
        var credentials = Service.IssueCredentials(Main);
        var key = Directory.GetFiles(Path.Combine(Root, "service"), "*key*").Single();
        File.WriteAllBytes(key, [1, 2, 3]);
        AssertCode(ErrorCode.VaultDataDamaged, () => Service.IssueCredentials(Main));
        File.WriteAllText(Path.Combine(Vault.Storage, "vault.json"), "{");
        AssertCode(ErrorCode.VaultDataDamaged, () => Register(credentials));
    }

    [Fact]
    public void NewerVault_IsNotTouched()
    {
        var credentials = Service.IssueCredentials(Main);
        var path = Path.Combine(Vault.Storage, "vault.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"version\": 1", "\"version\": 2"));
        AssertCode(ErrorCode.NewerFormat, () => Register(credentials));
    }
}
