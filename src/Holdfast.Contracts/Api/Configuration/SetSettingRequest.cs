using System.Text.Json;
using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Configuration;

/// <summary>Sets a key of settings.json: to a value, or, where the key names a file that holds a secret, to a file that the server makes of the secret.</summary>
/// <param name="Value">As it is to stand in the file. A text is also taken for a number, a flag, or a list, where the key takes such.</param>
/// <param name="Secret">Only for keys whose <see cref="SettingInfo.IsSecret"/> is true. It is written to a file that only the server's account reads, and never shown again.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SetSettingRequest(JsonElement? Value = null, string? Secret = null);
