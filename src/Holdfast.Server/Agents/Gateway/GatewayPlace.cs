using System.Text.Json;
using Holdfast.Store.Durability;

namespace Holdfast.Server.Agents.Gateway;

/// <summary>Remembers in DIR/agent-gateway.json on which port agents find this server.</summary>
internal sealed class GatewayPlace(string path)
{
    private const int LongestFile = 4096;

    /// <summary>Null where none was chosen yet, or the file cannot be read as one.</summary>
    internal int? Port
    {
        get
        {
            if (!File.Exists(path)) return null;
            try
            {
                using var document = JsonDocument.Parse(DurableFile.ReadAll(path, LongestFile));
                return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("port"u8, out var port)
                    && port.TryGetInt32(out var number) && number is > 0 and < 65536 ? number : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    internal void Remember(int port)
    {
        if (Port == port) return;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("port"u8, port);
            json.WriteEndObject();
        }
        DurableFile.WriteAtomically(path, buffer.ToArray());
    }
}
