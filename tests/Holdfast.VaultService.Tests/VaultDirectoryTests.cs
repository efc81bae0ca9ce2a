using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Owner;

namespace Holdfast.VaultService.Tests;

public sealed class VaultDirectoryTests : VaultTest
{
    [Fact]
    public void Create_ThenOpenAgain_KnowsTheVault()
    {
        using var again = VaultDirectory.Open(DataFolder, Clock);
        Assert.Equal([Vault], again.Vaults);
        Assert.Equal((VaultStates.Active, new VaultRules(14, 0, true, "hot"), Clock.GetUtcNow()), (Vault.State, Vault.Rules, Vault.Created));
        var credentials = again.IssueCredentials("main"); // upper and lower case are one name
        Register(credentials);
    }

    [Fact]
    public void ConfirmClock_AfterAJump_BelievesItAgainAndIsInTheAudit()
    {
        Assert.True(Service.Clock().IsBelieved);
        var before = Clock.GetUtcNow();
        Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(new VaultClockState(before, Clock.GetUtcNow(), false), Service.Clock());
        Assert.Equal(new VaultClockState(Clock.GetUtcNow(), Clock.GetUtcNow(), true), Service.ConfirmClock());
        Assert.True(Service.Clock().IsBelieved);
        Assert.Contains(Service.Audit(null, 10), act => act.Operation == "confirm clock");
    }

    [Fact]
    public void Create_WithoutStorage_LiesInTheServicesFolder()
    {
        var vault = Service.Create(new NewVault("Second") { SoftDeleteDays = 180 });
        Assert.StartsWith("folder:" + DataFolder + "/", vault.Storage);
        Assert.Equal(180, vault.Rules.SoftDeleteDays);
        Register(Service.IssueCredentials("Second"));
    }

    [Theory]
    [InlineData(13)]
    [InlineData(181)]
    public void Create_WithSoftDeleteOutOfRange_IsRefused(int days) => AssertCode(ErrorCode.BadRequest, () => Service.Create(new NewVault("Other") { SoftDeleteDays = days }));

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("a\0")]
    [InlineData(" a")]
    public void Create_WithBadName_IsRefused(string name) => AssertCode(ErrorCode.VaultNameInvalid, () => Service.Create(new NewVault(name)));

    [Fact]
    public void Create_WithTakenName_IsRefused() => AssertCode(ErrorCode.VaultNameTaken, () => Service.Create(new NewVault("MAIN")));

    [Fact]
    public void Create_WhereAnotherVaultOrFilesLie_IsRefused()
    {
        AssertCode(ErrorCode.VaultStorageTaken, () => Service.Create(new NewVault("Other") { Storage = Vault.Storage }));
        using (var stranger = VaultDirectory.Open(Path.Combine(Root, "stranger"), Clock)) // another service knows by the storage itself
            AssertCode(ErrorCode.VaultStorageTaken, () => stranger.Create(new NewVault("Other") { Storage = Vault.Storage }));
        var full = Directory.CreateDirectory(Path.Combine(Root, "full")).FullName;
        File.WriteAllText(Path.Combine(full, "photo.jpg"), "");
        AssertCode(ErrorCode.VaultStorageTaken, () => Service.Create(new NewVault("Other") { Storage = "folder:" + full }));
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
                using var service = VaultDirectory.Open(DataFolder, Clock);
                service.Create(new NewVault("Shared"));
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
        Parallel.For(0, files.Length, i =>
        {
            using var service = VaultDirectory.Open(DataFolder, Clock);
            files[i] = service.IssueCredentials(Main);
        });
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
        Assert.Equal(9, Parse(Service.IssueCredentials(Main)).Serial);
    }

    [Fact]
    public void Files_AreReadableByTheirOwnerOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        Register(Service.IssueCredentials(Main));
        foreach (var file in new DirectoryInfo(Root).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.Name != "lock" && !file.Name.StartsWith("vault.db", StringComparison.Ordinal)))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.UnixFileMode);
        foreach (var folder in Directory.GetDirectories(Root))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, new DirectoryInfo(folder).UnixFileMode);
        Assert.Empty(Directory.GetFiles(Root, "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public void SetState_OfSomethingElse_IsRefused()
    {
        AssertCode(ErrorCode.BadRequest, () => Service.SetState(Main, "sleeping"));
        AssertCode(ErrorCode.VaultNotFound, () => Service.SetState("Nowhere", VaultStates.Active));
    }

    [Fact]
    public void DamagedFiles_AreNamed()
    {
        var credentials = Service.IssueCredentials(Main);
        using (var again = VaultDirectory.Open(DataFolder, Clock))
        {
            File.WriteAllBytes(Path.Combine(DataFolder, "service.key"), [1, 2, 3]);
            AssertCode(ErrorCode.VaultDataDamaged, () => again.IssueCredentials(Main));
        }
        File.WriteAllText(Path.Combine(Storage, "vault.json"), "{");
        using var third = VaultDirectory.Open(DataFolder, Clock);
        AssertCode(ErrorCode.VaultDataDamaged, () => third.Register(credentials, "server", Server));
    }

    [Fact]
    public void NewerVault_IsNotTouched()
    {
        var credentials = Service.IssueCredentials(Main);
        var path = Path.Combine(Storage, "vault.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"version\": 2", "\"version\": 3"));
        using var again = VaultDirectory.Open(DataFolder, Clock);
        AssertCode(ErrorCode.NewerFormat, () => again.Register(credentials, "server", Server));
    }

    [Fact]
    public void RaiseLock_NeverLowersIt()
    {
        Assert.Equal(30, Service.RaiseLock(Main, 30).Rules.LockDays);
        AssertCode(ErrorCode.VaultImmutable, () => Service.RaiseLock(Main, 29));
        AssertCode(ErrorCode.BadRequest, () => Service.RaiseLock(Main, 0));
        Assert.Equal(31, Service.RaiseLock(Main, 31).Rules.LockDays);
        using var again = VaultDirectory.Open(DataFolder, Clock);
        Assert.Equal(31, again.Show(Main).Rules.LockDays);
    }

    [Fact]
    public void RaiseLock_ManyAtOnce_TheLongestStays()
    {
        Parallel.For(1, 30, i =>
        {
            try
            {
                Service.RaiseLock(Main, i);
            }
            catch (HoldfastException refusal) when (refusal.Code == ErrorCode.VaultImmutable)
            {
            }
        });
        Assert.Equal(29, Service.Show(Main).Rules.LockDays);
    }

    [Theory]
    [InlineData(0, ErrorCode.VaultNotEmpty)]
    [InlineData(7, ErrorCode.VaultImmutable)]
    public void Delete_WithDataInIt_IsRefused(int lockDays, ErrorCode refusal)
    {
        if (lockDays > 0) Service.RaiseLock(Main, lockDays);
        Register(Service.IssueCredentials(Main));
        Directory.CreateDirectory(DataOf(Server));
        File.WriteAllText(Path.Combine(DataOf(Server), "blob"), "sealed");
        AssertCode(refusal, () => Service.Delete(Main));
        File.Delete(Path.Combine(DataOf(Server), "blob"));
        Service.Delete(Main);
        Assert.Empty(Service.Vaults);
        Service.Create(new NewVault("Next") { Storage = Vault.Storage });
    }

    [Fact]
    public void Audit_TellsWhatWasDone_NewestFirst()
    {
        Service.RaiseLock(Main, 30);
        Service.SetState(Main, VaultStates.Deprovisioned);
        Service.MakePin(Main);
        Assert.Equal(["make pin", "set state", "raise lock", "create vault"], Service.Audit(Main, 100).Select(act => act.Operation));
        Assert.Equal($"local: {Environment.UserName}", Service.Audit(null, 1).Single().Actor);
        Assert.Empty(Service.Audit("Other", 100));
    }
}
