namespace Holdfast.EndToEnd.Tests.Killing;

/// <summary>A point that was acknowledged: what it holds, and where it must be.</summary>
internal sealed record ExpectedPoint(IReadOnlyDictionary<string, string> Content)
{
    internal Presence OnDisk { get; init; }

    internal Presence Online { get; init; }

    internal ExpectedPoint With(bool online, Presence presence) => online ? this with { Online = presence } : this with { OnDisk = presence };
}
