using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Errors;

namespace Holdfast.Connection;

/// <summary>
/// Jobs as JSON, by hand: what <see cref="ApiJson"/> would read and write (a test compares them), without the serializer's descriptions of every
/// property, whose making takes longer than the rest of a command.
/// </summary>
internal static class JobJson
{
    internal static void Write(Utf8JsonWriter json, JobInfo job)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, job.Id);
        json.WriteString("type"u8, job.Type);
        json.WriteString("state"u8, job.State);
        json.WriteString("source"u8, job.Source);
        json.WriteString("recoveryPoint"u8, job.RecoveryPoint);
        json.WriteNumber("items"u8, job.Items);
        json.WriteNumber("itemsFailed"u8, job.ItemsFailed);
        json.WriteNumber("bytesRead"u8, job.BytesRead);
        json.WriteNumber("bytesChanged"u8, job.BytesChanged);
        json.WriteNumber("bytesStored"u8, job.BytesStored);
        json.WriteNumber("bytesSent"u8, job.BytesSent);
        json.WriteNumber("durationMs"u8, job.DurationMs);
        json.WriteNumber("cpuMs"u8, job.CpuMs);
        WriteErrors(json, job.Errors);
        json.WriteString("sourceName"u8, job.SourceName);
        json.WriteString("sourcePath"u8, job.SourcePath);
        json.WriteString("phase"u8, job.Phase);
        json.WriteNumber("itemsTotal"u8, job.ItemsTotal);
        json.WriteNumber("bytesTotal"u8, job.BytesTotal);
        json.WriteNumber("bytesDeduplicated"u8, job.BytesDeduplicated);
        json.WriteNumber("rate"u8, job.Rate);
        if (job.EtaMs is { } eta) json.WriteNumber("etaMs"u8, eta);
        else json.WriteNull("etaMs"u8);
        json.WriteString("created"u8, UtcTimeConverter.Format(job.Created));
        json.WriteString("started"u8, Text(job.Started));
        json.WriteString("ended"u8, Text(job.Ended));
        json.WriteString("server"u8, job.Server);
        json.WriteString("origin"u8, job.Origin);
        json.WriteString("scheduledFor"u8, Text(job.ScheduledFor));
        json.WriteNumber("attempt"u8, job.Attempt);
        WriteResults(json, job);
        json.WriteEndObject();
    }

    internal static JobInfo Read(JsonElement job) => new(
        Text(job, "id"u8) ?? throw new JsonException("A job has an id."), Text(job, "type"u8) ?? "", Text(job, "state"u8) ?? "", Text(job, "source"u8), Text(job, "recoveryPoint"u8),
        Number(job, "items"u8), Number(job, "itemsFailed"u8), Number(job, "bytesRead"u8), Number(job, "bytesChanged"u8), Number(job, "bytesStored"u8),
        Number(job, "bytesSent"u8), Number(job, "durationMs"u8), Number(job, "cpuMs"u8), ReadErrors(job), Text(job, "sourceName"u8), Text(job, "sourcePath"u8),
        Text(job, "phase"u8) ?? "", Number(job, "itemsTotal"u8), Number(job, "bytesTotal"u8), Number(job, "bytesDeduplicated"u8), Number(job, "rate"u8),
        Has(job, "etaMs"u8, out var eta) ? eta.GetInt64() : null, Time(job, "created"u8) ?? default, Time(job, "started"u8), Time(job, "ended"u8))
    {
        Server = Text(job, "server"u8), Origin = Text(job, "origin"u8), ScheduledFor = Time(job, "scheduledFor"u8), Attempt = (int)Number(job, "attempt"u8),
        Verification = Has(job, "verification"u8, out var verification) ? verification.Deserialize(ApiJson.Default.VerificationResult) : null,
        Collection = Has(job, "collection"u8, out var collection) ? collection.Deserialize(ApiJson.Default.CollectionResult) : null,
        Plan = Has(job, "plan"u8, out var plan) ? plan.Deserialize(ApplicationsJson.Default.RecoveryPlanInfo) : null,
        Drill = Has(job, "drill"u8, out var drill) ? drill.Deserialize(ApplicationsJson.Default.DrillInfo) : null,
    };

    private static void WriteErrors(Utf8JsonWriter json, IReadOnlyList<JobError> errors)
    {
        json.WriteStartArray("errors"u8);
        foreach (var error in errors)
        {
            json.WriteStartObject();
            json.WriteNumber("code"u8, (int)error.Code);
            json.WriteString("message"u8, error.Message);
            json.WriteString("remedy"u8, error.Remedy);
            json.WriteString("item"u8, error.Item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteResults(Utf8JsonWriter json, JobInfo job)
    {
        if (job.Verification is { } verification)
        {
            json.WritePropertyName("verification"u8);
            JsonSerializer.Serialize(json, verification, ApiJson.Default.VerificationResult);
        }
        if (job.Collection is { } collection)
        {
            json.WritePropertyName("collection"u8);
            JsonSerializer.Serialize(json, collection, ApiJson.Default.CollectionResult);
        }
        if (job.Plan is { } plan)
        {
            json.WritePropertyName("plan"u8);
            JsonSerializer.Serialize(json, plan, ApplicationsJson.Default.RecoveryPlanInfo);
        }
        if (job.Drill is { } drill)
        {
            json.WritePropertyName("drill"u8);
            JsonSerializer.Serialize(json, drill, ApplicationsJson.Default.DrillInfo);
        }
    }

    private static JobError[] ReadErrors(JsonElement job)
    {
        if (!Has(job, "errors"u8, out var list) || list.GetArrayLength() == 0) return [];
        var errors = new JobError[list.GetArrayLength()];
        for (var i = 0; i < errors.Length; i++)
            errors[i] = new JobError((ErrorCode)Number(list[i], "code"u8), Text(list[i], "message"u8) ?? "", Text(list[i], "remedy"u8) ?? "", Text(list[i], "item"u8));
        return errors;
    }

    private static bool Has(JsonElement element, ReadOnlySpan<byte> name, out JsonElement value) =>
        element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    private static string? Text(JsonElement element, ReadOnlySpan<byte> name) => Has(element, name, out var value) ? value.GetString() : null;

    private static long Number(JsonElement element, ReadOnlySpan<byte> name) => Has(element, name, out var value) ? value.GetInt64() : 0;

    private static DateTimeOffset? Time(JsonElement element, ReadOnlySpan<byte> name) => Has(element, name, out var value) ? value.GetDateTimeOffset() : null;

    private static string? Text(DateTimeOffset? time) => time is { } value ? UtcTimeConverter.Format(value) : null;
}
