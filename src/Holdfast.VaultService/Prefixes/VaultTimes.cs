namespace Holdfast.VaultService.Prefixes;

/// <summary>What a look at the vault's clock means. Each user takes the one that is safe for it.</summary>
/// <param name="Believed">For how old something is: never later than what is believed.</param>
/// <param name="Latest">For what begins now: never earlier than any time that was seen.</param>
/// <param name="IsDoubtful">The clock jumped ahead, and nobody has said that it is right: nothing is purged.</param>
internal sealed record VaultTimes(DateTimeOffset Believed, DateTimeOffset Latest, bool IsDoubtful);
