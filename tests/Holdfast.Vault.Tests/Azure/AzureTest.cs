using Azure.Core.Pipeline;
using Holdfast.Store;
using Holdfast.Store.Blobs;
using Holdfast.Testing.Azure;
using Holdfast.Testing.Keys;
using Holdfast.Vault.Azure;

namespace Holdfast.Vault.Tests.Azure;

/// <summary>A container of its own on the emulator.</summary>
public abstract class AzureTest : IDisposable
{
    private readonly List<IDisposable> opened = [];

    protected AzureTest(AzuriteServer azurite)
    {
        Assert.SkipWhen(AzuriteServer.Missing is not null, AzuriteServer.Missing ?? "");
        Azurite = azurite;
        Place = new AzurePlace(azurite.NewContainerName(), "servers/one/");
        Account = Open(Network());
        Assert.True(Account.EnsureContainer(Place.Container));
    }

    internal AzuriteServer Azurite { get; }

    internal AzureAccount Account { get; }

    internal AzurePlace Place { get; }

    public virtual void Dispose()
    {
        foreach (var one in Enumerable.Reverse(opened)) one.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Impatient: a test does not wait for half seconds.</summary>
    internal static AzureNetwork Network(HttpPipelineTransport? transport = null, TimeProvider? clock = null) => new(clock ?? TimeProvider.System, new SeededRandomness(1))
    {
        Retries = new RetrySchedule(6, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1)), Transport = transport,
    };

    internal AzureAccount Open(AzureNetwork network) =>
        Keep(AzureAccount.Open(new AzureSignIn { Method = AzureSignInMethod.ConnectionString, ConnectionStringFile = Azurite.ConnectionStringFile }, network));

    internal T Keep<T>(T disposable)
        where T : IDisposable
    {
        opened.Add(disposable);
        return disposable;
    }

    internal static byte[] Bytes(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    internal static byte[] ReadAll(IBlobStore store, string name)
    {
        var content = new byte[store.GetLength(name)];
        store.Read(name, 0, content);
        return content;
    }

    internal static StorageException AssertFault(StorageFault fault, Action action)
    {
        var error = Assert.Throws<StorageException>(action);
        Assert.Equal(fault, error.Fault);
        return error;
    }
}
