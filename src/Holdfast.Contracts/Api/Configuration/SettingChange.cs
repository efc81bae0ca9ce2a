namespace Holdfast.Contracts.Api.Configuration;

/// <summary>What changing a key came to.</summary>
/// <param name="Setting">As it holds now, with what the file says.</param>
/// <param name="NeedsRestart">What the file says holds only after the server has started again.</param>
public sealed record SettingChange(SettingInfo Setting, bool NeedsRestart);
