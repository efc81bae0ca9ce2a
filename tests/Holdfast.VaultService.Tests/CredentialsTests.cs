using System.Security.Cryptography;
using System.Text;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Owner;

namespace Holdfast.VaultService.Tests;

public sealed class CredentialsTests : VaultTest
{
    private static readonly Dictionary<string, Func<VaultCredentials, VaultCredentials>> Changes = new()
    {
        ["vaultId"] = c => c with { VaultId = new string('0', 32) },
        ["vaultName"] = c => c with { VaultName = "other" },
        ["address"] = c => c with { Address = c.Address + "/x" },
        ["registrationKey"] = c => c with { RegistrationKey = new string('0', c.RegistrationKey.Length) },
        ["serial"] = c => c with { Serial = c.Serial + 1 },
        ["issued"] = c => c with { Issued = c.Issued.AddMilliseconds(1) },
        ["expires"] = c => c with { Expires = c.Expires.AddDays(1000) },
        ["signature"] = c => c with { Signature = Convert.ToBase64String(new byte[64]) },
        ["signature no base64"] = c => c with { Signature = "?" },
        ["authority"] = c => c with { Authority = "AAAA" },
        ["publicKey no key"] = c => c with { PublicKey = "AAAA" },
        ["shifted between fields"] = c => c with { VaultId = c.VaultId + "m", VaultName = c.VaultName[1..] },
    };

    public static TheoryData<string> ChangedFields => [.. Changes.Keys];

    [Fact]
    public void Register_FreshCredentials_Works()
    {
        var registration = Register(Service.IssueCredentials(Main));
        Assert.Equal(Vault.Id, registration.VaultId);
        Assert.Equal((DataFolder, (string?)null), (registration.Address, registration.Certificate));
    }

    [Theory]
    [MemberData(nameof(ChangedFields))]
    public void Register_FieldAltered_IsRefused(string field) =>
        Assert.Equal(ErrorCode.VaultCredentialsAltered, Refusal(Bytes(Changes[field](Parse(Service.IssueCredentials(Main))))));

    [Theory]
    [InlineData("format")]
    [InlineData("version")]
    [InlineData("text")]
    [InlineData("empty")]
    [InlineData("null field")]
    [InlineData("too long")]
    public void Register_NoCredentialsFile_IsRefused(string what)
    {
        var credentials = Parse(Service.IssueCredentials(Main));
        var file = what switch
        {
            "format" => Bytes(credentials with { Format = "something else" }),
            "version" => Bytes(credentials with { Version = 1 }),
            "text" => "Dear server, please let me in."u8.ToArray(),
            "empty" => [],
            "null field" => Bytes(credentials with { Signature = null! }),
            _ => [.. Bytes(credentials), .. Encoding.ASCII.GetBytes(new string(' ', 70_000))],
        };
        Assert.Equal(ErrorCode.InvalidVaultCredentials, Refusal(file));
    }

    /// <summary>Every byte of the file flipped: registered is only what says the same.</summary>
    [Fact]
    public void Register_AnyByteChanged_NeverRegistersAnythingElse()
    {
        var file = Service.IssueCredentials(Main);
        var genuine = Parse(file);
        for (var at = 0; at < file.Length; at++)
        {
            var changed = (byte[])file.Clone();
            changed[at] ^= 1;
            try
            {
                Register(changed);
                Assert.Equal(genuine, Parse(changed) with { Signature = genuine.Signature });
            }
            catch (HoldfastException)
            {
            }
        }
    }

    /// <summary>A stranger signs a file for this vault's folder with a key of his own.</summary>
    [Fact]
    public void Register_SignedByAnotherKey_IsForeign()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var forged = Parse(Service.IssueCredentials(Main)) with { PublicKey = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()) };
        forged = forged with { Signature = Convert.ToBase64String(key.SignData(forged.SignedBytes(), HashAlgorithmName.SHA256)) };
        Assert.Equal(ErrorCode.VaultCredentialsForeign, Refusal(Bytes(forged)));
    }

    [Fact]
    public void Register_After48Hours_IsExpired()
    {
        var file = Service.IssueCredentials(Main);
        Clock.Advance(TimeSpan.FromHours(48) - TimeSpan.FromSeconds(1));
        Register(file);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ErrorCode.VaultCredentialsExpired, Refusal(file));
        Register(Service.IssueCredentials(Main));
    }

    [Fact]
    public void Register_ClockFarBehind_IsRefused()
    {
        var file = Service.IssueCredentials(Main);
        var behind = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Clock.GetUtcNow() - TimeSpan.FromHours(1));
        using var service = VaultDirectory.Open(DataFolder, behind);
        AssertCode(ErrorCode.ClockSkew, () => service.Register(file, "server", Server));
    }

    [Fact]
    public void Register_NewerFileIssued_OlderIsSuperseded()
    {
        var older = Service.IssueCredentials(Main);
        var newer = Service.IssueCredentials(Main);
        Assert.Equal(ErrorCode.VaultCredentialsSuperseded, Refusal(older));
        Register(newer);
        Register(newer);
    }

    /// <summary>The folder that the file names holds another vault of the same service by now.</summary>
    [Fact]
    public void Register_FolderHoldsAnotherVault_IsWrongVault()
    {
        var file = Service.IssueCredentials(Main);
        var other = Service.Create(new NewVault("second"));
        Directory.Delete(Storage, recursive: true);
        Directory.Move(other.Storage["folder:".Length..], Storage);
        Assert.Equal(ErrorCode.WrongVault, Refusal(file));
    }

    [Fact]
    public void Register_FolderIsAway_IsUnreachable()
    {
        var file = Service.IssueCredentials(Main);
        Directory.Move(Storage, Storage + ".away");
        Assert.Equal(ErrorCode.ServiceUnreachable, Refusal(file));
    }

    [Fact]
    public void Register_FolderIsEmpty_IsNoVault()
    {
        var file = Service.IssueCredentials(Main);
        File.Delete(Path.Combine(Storage, "vault.json"));
        Assert.Equal(ErrorCode.VaultNotFound, Refusal(file));
    }

    [Fact]
    public void ToString_Credentials_HidesTheKey()
    {
        var credentials = Parse(Service.IssueCredentials(Main));
        Assert.DoesNotContain(credentials.RegistrationKey, credentials.ToString(), StringComparison.Ordinal);
        foreach (var file in Directory.GetFiles(DataFolder)) // nor does the service keep it
            Assert.Equal(-1, File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.ASCII.GetBytes(credentials.RegistrationKey)));
    }
}
