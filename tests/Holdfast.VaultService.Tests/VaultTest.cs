using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.Vault.Connections;
using Microsoft.Extensions.Time.Testing;

namespace Holdfast.VaultService.Tests;

/// <summary>A vault service with one vault in a temporary folder, and a clock to turn.</summary>
public abstract class VaultTest : IDisposable
{
    protected const string Main = "Main", Server = "0123456789abcdef0123456789abcdef", OtherServer = "fedcba9876543210fedcba9876543210";

    protected VaultTest()
    {
        Service = VaultDirectory.Open(Path.Combine(Root, "service"), Clock);
        Storage = Path.Combine(Root, "storage");
        Vault = Service.Create(new NewVault(Main) { Storage = "folder:" + Storage });
    }

    protected string Root { get; } = Directory.CreateTempSubdirectory("holdfast-vault-service-").FullName;

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));

    protected VaultDirectory Service { get; }

    protected OwnedVault Vault { get; }

    /// <summary>Folder of the vault's storage.</summary>
    protected string Storage { get; }

    protected string DataFolder => Path.Combine(Root, "service");

    public void Dispose()
    {
        Service.Dispose();
        Directory.Delete(Root, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected VaultMembership Register(byte[] credentials, string name = "server", string id = Server) => Service.Register(credentials, name, id);

    protected string DataOf(string serverId) => Path.Combine(Storage, "servers", serverId, "data");

    protected ErrorCode Refusal(byte[] credentials, string name = "server", string id = Server)
    {
        return Assert.Throws<HoldfastException>(() => Register(credentials, name, id)).Code;
    }

    protected static void AssertCode(ErrorCode code, Action act) => Assert.Equal(code, Assert.Throws<HoldfastException>(act).Code);

    protected static VaultCredentials Parse(byte[] file) => JsonSerializer.Deserialize(file, VaultJson.Default.VaultCredentials)!;

    protected static byte[] Bytes(VaultCredentials credentials) => JsonSerializer.SerializeToUtf8Bytes(credentials, VaultJson.Default.VaultCredentials);
}
