using Holdfast.Workloads.Exchange.Addresses;
using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.ShadowCopies.Requester;

namespace Holdfast.Workloads.Exchange.Discovery;

/// <summary>Asks the writers of this computer what they have; makes no shadow copy.</summary>
internal static class ExchangeWriters
{
    /// <exception cref="ShadowCopyFailure">The service refuses.</exception>
    public static IReadOnlyList<WriterMetadata> Ask(IShadowCopyService service, TimeProvider clock, CancellationToken cancellation) =>
        // Documents of other writers that cannot be read are not Exchange's concern; its own is missed by name.
        WriterSurvey.Run(service, clock, _ => { }, cancellation);

    /// <summary>Bytes of a database's own file; 0 where the writer names it by a pattern.</summary>
    public static long Size(IShadowCopyService service, ExchangeDatabase database) => database.Files.Where(set => ExchangeFiles.Kind(set.Pattern) == ExchangeFileKind.Database && !set.Pattern.Contains('*', StringComparison.Ordinal))
        .Sum(set => service.Files.Length(ShadowCopies.Planning.WindowsPaths.Join(set.Path, set.Pattern)) ?? 0);

    public static ExchangeAddress Address(ExchangeDatabase database) => new(database.Server.ToLowerInvariant(), database.Id);
}
