using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Microsoft.Extensions.Time.Testing;

namespace Holdfast.VaultService.Tests;

/// <summary>A vault service with one vault in a temporary folder, and a clock to turn.</summary>
public abstract class VaultTest : IDisposable
{
    protected const string Main = "Main", Server = "0123456789abcdef0123456789abcdef", OtherServer = "fedcba9876543210fedcba9876543210";

    protected VaultTest()
    {
        Service = VaultDirectory.Open(Path.Combine(Root, "service"), Clock);
        Vault = Service.Create(Main, Path.Combine(Root, "storage"));
    }

    protected string Root { get; } = Directory.CreateTempSubdirectory("holdfast-vault-service-").FullName;

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));

    protected VaultDirectory Service { get; }

    protected VaultDocument Vault { get; }

    public void Dispose()
    {
        Directory.Delete(Root, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected VaultRegistration Register(byte[] credentials, string name = "server", string id = Server) => VaultRegistrar.Register(credentials, name, id, Clock);

    protected ErrorCode Refusal(byte[] credentials, string name = "server", string id = Server)
    {
        var code = Assert.Throws<HoldfastException>(() => Register(credentials, name, id)).Code;
        if (name == "server") Assert.Equal(code, Assert.Throws<HoldfastException>(() => VaultRegistrar.Read(credentials, Clock)).Code);
        return code;
    }

    protected static void AssertCode(ErrorCode code, Action act) => Assert.Equal(code, Assert.Throws<HoldfastException>(act).Code);

    protected static VaultCredentials Parse(byte[] file) => JsonSerializer.Deserialize(file, VaultJson.Default.VaultCredentials)!;

    protected static byte[] Bytes(VaultCredentials credentials) => JsonSerializer.SerializeToUtf8Bytes(credentials, VaultJson.Default.VaultCredentials);
}
