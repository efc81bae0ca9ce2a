using Holdfast.EndToEnd.Tests.Trees;

namespace Holdfast.EndToEnd.Tests.Killing;

/// <summary>A point that was acknowledged: what it holds, and where it must be.</summary>
internal sealed record ExpectedPoint(IReadOnlyDictionary<string, string> Content)
{
    internal Presence OnDisk { get; init; }

    internal Presence Online { get; init; }

    /// <summary>A point of what the source holds now, on disk and perhaps in the vault.</summary>
    internal static ExpectedPoint Of(string source, bool online) =>
        new(SampleTree.Read(source)) { OnDisk = Presence.There, Online = online ? Presence.There : Presence.Gone };

    internal ExpectedPoint With(bool online, Presence presence) => online ? this with { Online = presence } : this with { OnDisk = presence };
}
