namespace Holdfast.Contracts.Api.Configuration;

/// <summary>A key of settings.json with the value that the running server has read.</summary>
/// <param name="Id">The key.</param>
/// <param name="Value">As it holds; the default where the file does not have the key.</param>
/// <param name="IsSet">Whether the file has the key.</param>
/// <param name="Unit">Such as "hours"; "–" where there is none.</param>
public sealed record SettingInfo(string Id, string Value, bool IsSet, string Default, string Unit, string Bounds, string Meaning)
{
    /// <summary>What the file says now, where the running server has read something else: it holds after the next start. Null: they are the same.</summary>
    public string? AfterRestart { get; init; }

    /// <summary>The key names a file with a secret; the secret itself can be written through the API, and is never shown.</summary>
    public bool IsSecret { get; init; }
}
