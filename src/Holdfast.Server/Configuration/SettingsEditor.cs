using System.Text.Json;
using Holdfast.Contracts.Api.Configuration;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Engine;
using Holdfast.Server.Hosting;
using Holdfast.Store.Durability;

namespace Holdfast.Server.Configuration;

/// <summary>
/// Changes settings.json key by key. The file is written whole and at once; what it was before stays beside it as settings.json.before, with the comments that are not kept.
/// A value with which the server would not start is refused, as far as that can be told beforehand.
/// </summary>
/// <param name="running">What the server has read when it started.</param>
internal sealed class SettingsEditor(string dataDirectory, Settings running, TimeProvider time)
{
    private const int LongestSecret = 16 << 10;
    private static readonly JsonWriterOptions form = new() { Indented = true };
    private readonly Lock gate = new();

    private string FilePath => Path.Combine(dataDirectory, Settings.FileName);

    /// <summary>All keys as they hold, with what the file says now.</summary>
    internal SettingList List() => SettingsView.Show(running, Settings.Load(FilePath, AllSettings.Keys));

    internal SettingChange Set(string name, SetSettingRequest request)
    {
        var key = Find(name);
        if (request.Value is null == request.Secret is null) throw new HoldfastException(ErrorCode.BadRequest, "Give either a value or a secret.");
        lock (gate)
        {
            if (request.Secret is not { } secret) return Change(key, values => values[key.Name] = Value(key, request.Value!.Value));
            if (!SecretKeys.All.Contains(key)) throw new HoldfastException(ErrorCode.SettingRefused, $"{key.Name} holds no secret.");
            if (secret.Length is 0 or > LongestSecret || secret.Contains('\0', StringComparison.Ordinal)) throw new HoldfastException(ErrorCode.SettingRefused, $"A secret has 1 to {LongestSecret} characters.");
            var path = Path.Combine(new EngineOptions(Path.GetFullPath(dataDirectory)).Secrets, $"setting-{key.Name}.txt");
            PrivateFile.Write(path, System.Text.Encoding.UTF8.GetBytes(secret.EndsWith('\n') ? secret : secret + "\n"));
            var change = Change(key, values => values[key.Name] = JsonSerializer.SerializeToElement(path, ConfigurationJson.Default.String));
            return change with { NeedsRestart = change.NeedsRestart || !SecretKeys.ReadOnUse.Contains(key) };
        }
    }

    internal SettingChange Reset(string name)
    {
        var key = Find(name);
        lock (gate) return Change(key, values => values.Remove(key.Name));
    }

    internal static Setting Find(string name) => AllSettings.Keys.FirstOrDefault(key => key.Name == name)
        ?? throw new HoldfastException(ErrorCode.SettingUnknown, $"There is no setting '{(name.Length > 100 ? name[..100] : name)}'.");

    private SettingChange Change(Setting key, Action<Dictionary<string, JsonElement>> change)
    {
        var values = Settings.Read(FilePath);
        change(values);
        var changed = Checked(values);
        if (File.Exists(FilePath)) DurableFile.WriteAtomically(FilePath + ".before", DurableFile.ReadAll(FilePath));
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json, form))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in values)
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }
            writer.WriteEndObject();
        }
        DurableFile.WriteAtomically(FilePath, [.. json.ToArray(), (byte)'\n']);
        var shown = SettingsView.Show(key, running, changed);
        return new SettingChange(shown, shown.AfterRestart is not null);
    }

    // As the start does it.
    private Settings Checked(Dictionary<string, JsonElement> values)
    {
        try
        {
            var settings = Settings.Of(FilePath, values, AllSettings.Keys);
            ProxySettings.Load(settings);
            EngineSettings.From(settings);
            if (settings.IsSet(RemoteSettings.CertificateFile)) RemoteListener.From(settings, dataDirectory, time)?.Dispose();
            return settings;
        }
        catch (HoldfastException refusal)
        {
            throw new HoldfastException(ErrorCode.SettingRefused, $"Nothing was changed. {refusal.Message}", inner: refusal);
        }
    }

    // What a person types for a number, a flag, or a list is text.
    private static JsonElement Value(Setting key, JsonElement value)
    {
        if (key.Violation(value) is not { } violation) return value;
        if (value.ValueKind == JsonValueKind.String && Parsed(value.GetString()!) is { } parsed && key.Violation(parsed) is null) return parsed;
        throw new HoldfastException(ErrorCode.SettingRefused, $"Nothing was changed. {violation}");
    }

    private static JsonElement? Parsed(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 4 });
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null; // no JSON: it was meant as text
        }
    }
}
