using Holdfast.Workloads.ShadowCopies.Documents;

namespace Holdfast.Workloads.ShadowCopies.Requester;

/// <summary>One restore by shadow copies.</summary>
/// <param name="Document">The backup components document that was kept with the files.</param>
public sealed record RestoreRequest(string Document, IReadOnlyList<RestoredComponent> Components)
{
    /// <summary>Sees the writers that run now before anything happens, and throws where it must not.</summary>
    public Action<IReadOnlyList<WriterMetadata>> Check { get; init; } = _ => { };

    /// <summary>Hears that the writers are about to let go of what is there.</summary>
    public Action Preparing { get; init; } = () => { };

    /// <summary>Takes what could not be read and does no harm.</summary>
    public required Action<string> Note { get; init; }

    /// <summary>Copies the files to where they belong.</summary>
    public required Action Copy { get; init; }

    public SessionLimits Limits { get; init; } = new();
}
