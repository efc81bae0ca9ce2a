using Holdfast.Format.Keys;
using Holdfast.Store.Blobs;

namespace Holdfast.Server.Engine.Keys;

/// <summary>A repository whose keyring lies wrapped beside it: the pool, or the copy in the vault.</summary>
/// <param name="Remove">Removes key slots for good, all or none.</param>
internal sealed record KeyHolder(IBlobStore Blobs, Keyring Keyring, Action<IReadOnlyList<string>> Remove);
