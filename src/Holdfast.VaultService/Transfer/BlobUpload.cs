using System.Buffers;
using Holdfast.Contracts.Vault.Wire;
using Holdfast.Format.Hashing;
using Holdfast.Store;
using Holdfast.Vault.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Holdfast.VaultService.Transfer;

/// <summary>PUT of one blob: gathered in memory, and handed to the vault when it is whole.</summary>
/// <remarks>Large ones wait for one another, so that memory is bounded: at most <see cref="MostLarge"/> packs.</remarks>
internal sealed class BlobUpload : IDisposable
{
    private const int MostLarge = 12, Large = 1 << 20;

    // Slower callers are cut: a link of a few kilobit a second would hold its place for hours.
    private static readonly MinDataRate leastRate = new(bytesPerSecond: 4 << 10, gracePeriod: TimeSpan.FromSeconds(30));
    private static readonly TimeSpan longestWait = TimeSpan.FromSeconds(20);
    private readonly SemaphoreSlim large = new(MostLarge);

    public async Task Handle(HttpContext context, ITransferVault vault, string name)
    {
        var length = context.Request.ContentLength is { } told and <= VaultWire.LongestBlob ? (int)told : throw TransferRefusal.Length();
        var declared = ReadHash(context.Request.Headers[VaultWire.HashHeader].ToString()) ?? throw TransferRefusal.Hash();
        try
        {
            // Before the body is read, so that a caller who waits for leave does not send in vain.
            vault.Admit(name, length);
            await Receive(context, vault, name, length, declared);
        }
        catch (StorageException failure) when (failure.Fault == StorageFault.AlreadyExists)
        {
            if (vault.HashOf(server: null, name) is { } there) context.Items[VaultWire.HashHeader] = there.ToString();
            throw;
        }
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.ContentLength = 0;
        context.Response.Headers[VaultWire.HashHeader] = declared.ToString();
    }

    public void Dispose() => large.Dispose();

    private async Task Receive(HttpContext context, ITransferVault vault, string name, int length, Bytes32 declared)
    {
        if (length >= Large && !await large.WaitAsync(longestWait, context.RequestAborted)) throw TransferRefusal.Busy();
        var buffer = PackMemory.Rent(Math.Max(length, 1));
        try
        {
            if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate) rate.MinDataRate = leastRate;
            await context.Request.Body.ReadExactlyAsync(buffer.AsMemory(0, length), context.RequestAborted);
            // Waits for the disk: threads that serve other callers are not for that.
            await Task.Factory.StartNew(() => vault.Put(name, buffer.AsSpan(0, length), declared), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            PackMemory.Return(buffer);
            if (length >= Large) large.Release();
        }
    }

    private static Bytes32? ReadHash(string text)
    {
        Span<byte> hash = stackalloc byte[Bytes32.Size];
        return text.Length == 2 * Bytes32.Size && Convert.FromHexString(text, hash, out _, out _) == OperationStatus.Done ? Bytes32.Read(hash) : null;
    }
}
