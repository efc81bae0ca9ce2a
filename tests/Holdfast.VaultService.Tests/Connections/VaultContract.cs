using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Store;
using Holdfast.Store.Blobs;
using Holdfast.Vault.Connections;
using Microsoft.Extensions.Time.Testing;

namespace Holdfast.VaultService.Tests.Connections;

/// <summary>What every connection with a vault promises, in the same process or over the wire, and what it refuses whoever holds a server's credentials.</summary>
public abstract class VaultContract(VaultGround ground) : IDisposable
{
    protected const string Server = VaultGround.Server, OtherServer = VaultGround.OtherServer;

    protected const string Key = "keys/0001", SecondKey = "keys/0002", Marker = "repository", Description = "descriptions/group/g1/0000000001";

    protected static readonly string Pack = PackName(1), SecondPack = PackName(2);

    protected static byte[] Content { get; } = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7 % 251))];

    protected IVaultConnection Vault => ground.Vault;

    /// <summary>The connection of <see cref="OtherServer"/>.</summary>
    protected IVaultConnection Other => ground.Other;

    protected IVaultReader Reader => ground.Reader;

    /// <summary>The vault's clock.</summary>
    protected FakeTimeProvider Clock => ground.Clock;

    protected IBlobStore Prefix => Vault.Prefix;

    public void Dispose()
    {
        ground.Dispose();
        GC.SuppressFinalize(this);
    }

    protected void SetState(string state) => ground.SetState(state);

    protected void SetRules(VaultRules rules) => ground.SetRules(rules);

    protected string NewPin() => ground.NewPin();

    protected int Undelete(string serverId, IReadOnlyList<string> names, string? pin) => ground.Undelete(serverId, names, pin);

    /// <summary>Days go by as they do for a service that runs.</summary>
    protected void Pass(TimeSpan time)
    {
        for (var left = time; left > TimeSpan.Zero; left -= TimeSpan.FromDays(1))
        {
            Clock.Advance(left < TimeSpan.FromDays(1) ? left : TimeSpan.FromDays(1));
            ground.Observe();
        }
    }

    protected static string PackName(int number)
    {
        var id = number.ToString("x2", null) + new string('5', 56) + number.ToString("x6", null);
        return $"packs/{id[..2]}/{id}"[..(6 + 3 + 64)];
    }

    protected static string Point(string source, string id) => $"points/{source}/{id}";

    protected static byte[] ReadAll(IBlobStore store, string name)
    {
        var content = new byte[store.GetLength(name)];
        store.Read(name, 0, content);
        return content;
    }

    protected static StorageFault Fault(Action act) => Assert.Throws<StorageException>(act).Fault;

    /// <summary>The vault's code: of a prefix it is inside.</summary>
    protected static ErrorCode Code(Action act) => Assert.ThrowsAny<Exception>(act) switch
    {
        HoldfastException refusal => refusal.Code,
        StorageException { Fault: StorageFault.Forbidden, InnerException: HoldfastException refusal } => refusal.Code,
        var other => throw other,
    };

    protected IEnumerable<string> Names(string folder) => Prefix.List(folder).Select(blob => blob.Name);
}
