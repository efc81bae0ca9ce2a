using Holdfast.Format.Hashing;

namespace Holdfast.VaultService.Prefixes;

/// <summary>What a server is about to put: recorded before it comes, so that the vault can check it without keys for ever after.</summary>
/// <param name="Hash">BLAKE3 of all bytes, without a key.</param>
internal sealed record AnnouncedBlob(string Name, long Length, Bytes32 Hash);
