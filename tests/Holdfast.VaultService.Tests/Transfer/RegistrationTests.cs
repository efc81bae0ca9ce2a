using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.Format.Keys;
using Holdfast.Store;
using Holdfast.Vault.Remote;

namespace Holdfast.VaultService.Tests.Transfer;

/// <summary>Registration, renewal and reading with a service in a process of its own.</summary>
public sealed class RegistrationTests : IDisposable
{
    private static readonly string Pack = "packs/01/01" + new string('5', 62);

    private readonly string folder = Directory.CreateTempSubdirectory("holdfast-registration-").FullName;
    private readonly VaultDirectory directory;
    private readonly OtherProcess service;

    public RegistrationTests()
    {
        directory = VaultDirectory.Open(folder, TimeProvider.System);
        directory.Create(new NewVault("Main"));
        service = OtherProcess.Serve(folder, 0);
    }

    [Fact]
    public void Register_GoodCredentials_LetsTheServerWriteAndOthersRead()
    {
        var credentials = Issue();
        var registered = Register(credentials);
        using (var vault = Connect(registered))
        {
            vault.Prefix.Create(Pack, [1, 2, 3]);
            Assert.Equal((VaultStates.Active, VaultTransfers.Service), (vault.Look().State, vault.Look().Transfer));
        }
        var again = Issue();
        using var reader = RemoteReader.Open(again, again.Address, again.Authority!, Options);
        Assert.Equal([TransferHost.First], reader.Servers().Select(server => server.Id));
        var content = new byte[3];
        reader.Prefix(TransferHost.First).Read(Pack, 0, content);
        Assert.Equal([1, 2, 3], content);
        Assert.Throws<StorageException>(() => reader.Prefix(TransferHost.First).Create(Pack, [1]));
    }

    [Fact]
    public void Renew_NewCertificate_TakesThePlaceOfTheOldAtItsFirstUse()
    {
        var registered = Register(Issue());
        using var old = Connect(registered);
        var renewed = old.Renew();
        old.Prefix.Create(Pack, [1]);
        using var fresh = Connect(registered with { Membership = registered.Membership with { Certificate = renewed.Certificate }, Key = renewed.Key });
        Assert.Equal(1, fresh.Prefix.GetLength(Pack));
        Assert.Equal(StorageFault.Forbidden, Assert.Throws<StorageException>(() => old.Prefix.GetLength(Pack)).Fault);
    }

    [Fact]
    public void Register_SupersededCredentials_IsRefusedWithTheVaultsCode()
    {
        var superseded = Issue();
        Issue();
        Assert.Equal(ErrorCode.VaultCredentialsSuperseded, Assert.Throws<HoldfastException>(() => Register(superseded)).Code);
    }

    [Theory]
    [InlineData(-16)]
    [InlineData(16)]
    public void Register_ClocksFarApart_IsRefused(int minutes)
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TimeProvider.System.GetUtcNow().AddMinutes(minutes));
        var credentials = Issue();
        var refusal = Assert.Throws<HoldfastException>(() =>
            RemoteRegistration.Register(credentials, credentials.Address, credentials.Authority!, "server", TransferHost.First, replace: false, Options with { Clock = clock }));
        Assert.Equal(ErrorCode.ClockSkew, refusal.Code);
        Assert.Empty(directory.Servers("Main"));
    }

    [Fact]
    public void IsRenewalDue_LastThirdOfTheCertificatesLife_IsTrue()
    {
        var membership = Register(Issue()).Membership;
        var now = TimeProvider.System.GetUtcNow();
        Assert.False(RemoteRegistration.IsRenewalDue(membership, now.AddDays(240)));
        Assert.True(RemoteRegistration.IsRenewalDue(membership, now.AddDays(250)));
    }

    public void Dispose()
    {
        service.Dispose();
        directory.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static RemoteVaultOptions Options => new(TimeProvider.System, SystemRandomness.Instance);

    private VaultCredentials Issue() => VaultCredentials.Parse(directory.IssueCredentials("Main"));

    private static RegisteredServer Register(VaultCredentials credentials) =>
        RemoteRegistration.Register(credentials, credentials.Address, credentials.Authority!, "server", TransferHost.First, replace: false, Options);

    private static RemoteVault Connect(RegisteredServer registered) => RemoteVault.Connect(registered.Membership, registered.Key, registered.Transfer, Options);
}
