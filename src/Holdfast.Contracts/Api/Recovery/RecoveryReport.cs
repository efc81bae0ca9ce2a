namespace Holdfast.Contracts.Api.Recovery;

/// <summary>What a recovery job did, so far or in all.</summary>
/// <param name="State">One of <see cref="JobStates"/>.</param>
/// <param name="Source">Id of the datasource.</param>
/// <param name="ExternalServer">Id of another server of the vault whose point it is, or null.</param>
/// <param name="Server">Production server that was recovered to; null is the server's own computer.</param>
/// <param name="Target">Folder that was recovered to.</param>
/// <param name="Existing">copy, skip, overwrite.</param>
/// <param name="Security">destination, point.</param>
/// <param name="Requested">Paths that were asked for; empty for everything.</param>
/// <param name="Items">Items written.</param>
/// <param name="ItemsFailed">All that failed, also those that <paramref name="Failed"/> has no room for.</param>
/// <param name="Bytes">Bytes of content written.</param>
/// <param name="Failed">At most 1,000.</param>
/// <param name="CanRetry">The job has ended and every failed item is known: `retry` tries exactly these.</param>
/// <param name="RetryOf">Id of the job whose failed items this one tries again, or null.</param>
/// <param name="JobError">What ended the job as a whole, or null.</param>
public sealed record RecoveryReport(
    string Job, string State, string? Source, string? SourceName, string? RecoveryPoint, bool Online, string? ExternalServer, string? Server, string Target, string Existing, string Security,
    IReadOnlyList<string> Requested, long Items, long ItemsFailed, long Bytes, IReadOnlyList<RecoveryFailure> Failed, bool CanRetry, string? RetryOf, JobError? JobError,
    DateTimeOffset? Started, DateTimeOffset? Ended);
