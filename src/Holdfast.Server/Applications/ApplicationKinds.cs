using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.Engine.Applications;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Applications;

/// <summary>The kinds of applications that this server knows, by their words and addresses. What is known of a kind is in its workload.</summary>
internal sealed class ApplicationKinds(IReadOnlyList<IWorkload> all)
{
    internal IReadOnlyList<IWorkload> All => all;

    /// <summary>Null where no kind knows the address: it is a path of files.</summary>
    internal IWorkload? ForPath(string path) => all.FirstOrDefault(workload => workload.Knows(path));

    /// <summary>The one way to write an address of any kind; null for what is none.</summary>
    internal string? Normalized(string path) => ForPath(path) is { } workload ? Faults.Translate(() => workload.Normalize(path)) : null;

    /// <exception cref="HoldfastException"><see cref="ErrorCode.ApplicationKindUnknown"/>.</exception>
    internal IWorkload Of(SourceRow source) => Of(source.Kind);

    internal IWorkload Of(string kind) => Find(kind) ?? throw new HoldfastException(ErrorCode.ApplicationKindUnknown, $"This version of Holdfast knows no '{kind}'.");

    internal IWorkload? Find(string kind) => all.FirstOrDefault(workload => workload.Kind == kind);

    internal WorkloadList Show() => new([.. all.Select(Show)]);

    internal static List<string> Words(IEnumerable<BackupType> types) => [.. types.Select(type => ApplicationDocuments.Word(type))];

    private static WorkloadInfo Show(IWorkload workload)
    {
        var traits = workload.Traits;
        return new WorkloadInfo(
            workload.Kind, traits.Title, Words(traits.Types), traits.StreamsLog, traits.PointInTime, traits.Items, traits.HasContainers, traits.NeedsCredential)
        {
            FolderOnly = traits.FolderOnly, InnerExample = traits.InnerExample,
        };
    }
}
