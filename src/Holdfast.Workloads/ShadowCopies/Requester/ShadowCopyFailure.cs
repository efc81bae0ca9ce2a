namespace Holdfast.Workloads.ShadowCopies.Requester;

/// <summary>The Volume Shadow Copy Service, or a writer, said no.</summary>
/// <param name="call">Of the requester, such as DoSnapshotSet.</param>
/// <param name="code">HRESULT.</param>
public sealed class ShadowCopyFailure(string call, int code, string? writer = null)
    : Exception($"{(writer is null ? "The Volume Shadow Copy Service" : $"Writer {writer}")} failed at {call}: {ShadowCopyCodes.Text(code)}.")
{
    public string Call { get; } = call;

    public int Code { get; } = code;

    /// <summary>The writer's name; null where it was not a writer.</summary>
    public string? Writer { get; } = writer;
}
