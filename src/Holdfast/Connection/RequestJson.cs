using System.Buffers;
using System.Text.Json;
using Holdfast.Contracts.Api;

namespace Holdfast.Connection;

/// <summary>The requests that backup scripts send most, by hand for the same reason as <see cref="JobJson"/>. Null is left out: it is the default.</summary>
internal static class RequestJson
{
    internal static ReadOnlyMemory<byte> Of(ProtectRequest request) => Body(json =>
    {
        Write(json, "paths", request.Paths);
        Write(json, "group", request.Group);
        Write(json, "exclude", request.Exclude);
        Write(json, "excludeExtensions", request.ExcludeExtensions);
        Write(json, "server", request.Server);
        Write(json, "online", request.Online);
        Write(json, "crossMountPoints", request.CrossMountPoints);
        if (request.RetentionDays is { } days) json.WriteNumber("retentionDays", days);
        if (request.OnlineRetentionDays is { } onlineDays) json.WriteNumber("onlineRetentionDays", onlineDays);
        if (request.Options is null) return;
        json.WriteStartObject("options");
        foreach (var (name, value) in request.Options) json.WriteString(name, value);
        json.WriteEndObject();
    });

    internal static ReadOnlyMemory<byte> Of(CreateRecoveryPointRequest request) => Body(json =>
    {
        Write(json, "source", request.Source);
        Write(json, "group", request.Group);
        Write(json, "online", request.Online);
        Write(json, "expressFull", request.ExpressFull);
    });

    internal static ReadOnlyMemory<byte> Of(RunRequest request) => Body(json =>
    {
        Write(json, "source", request.Source);
        Write(json, "group", request.Group);
    });

    private static ReadOnlyMemory<byte> Body(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    private static void Write(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } known) json.WriteBoolean(name, known);
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string>? values)
    {
        if (values is null) return;
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
