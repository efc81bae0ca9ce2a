using System.Buffers;
using System.Text.Json;
using Holdfast.Connection;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Errors;

namespace Holdfast.Cli.Tests.Connection;

public sealed class JobJsonTests
{
    private static readonly DateTimeOffset time = new(2026, 3, 1, 18, 0, 0, 123, TimeSpan.FromHours(1));

    public static TheoryData<JobInfo> Jobs => new(Full(), Full() with { Errors = [], EtaMs = null, Started = null, Ended = null, Source = null, SourceName = null, Verification = null, Collection = null, Plan = null, Drill = null });

    [Theory]
    [MemberData(nameof(Jobs))]
    public void Write_AnyJob_IsWhatTheContractWrites(JobInfo job)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer)) JobJson.Write(json, job);

        Assert.Equal(JsonSerializer.Serialize(job, ApiJson.Default.JobInfo), System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    [Theory]
    [MemberData(nameof(Jobs))]
    public void Read_AnyJob_IsWhatTheContractReads(JobInfo job)
    {
        var text = JsonSerializer.Serialize(job, ApiJson.Default.JobInfo);
        using var document = JsonDocument.Parse(text);

        Assert.Equal(text, JsonSerializer.Serialize(JobJson.Read(document.RootElement), ApiJson.Default.JobInfo));
    }

    [Fact]
    public void Requests_AllMembers_AreWhatTheContractReads()
    {
        var protect = new ProtectRequest(["/a", "/b c"], "Group", ["*.tmp"], [".log"], "host", true, false, 20, 400, new Dictionary<string, string> { ["a"] = "b" });
        var create = new CreateRecoveryPointRequest("src", "group", false, true);
        var run = new RunRequest("src", "group");

        Assert.Equal(Text(protect, ApiJson.Default.ProtectRequest), Again(RequestJson.Of(protect), ApiJson.Default.ProtectRequest));
        Assert.Equal(Text(create, ApiJson.Default.CreateRecoveryPointRequest), Again(RequestJson.Of(create), ApiJson.Default.CreateRecoveryPointRequest));
        Assert.Equal(Text(run, ApiJson.Default.RunRequest), Again(RequestJson.Of(run), ApiJson.Default.RunRequest));
    }

    [Fact]
    public void Requests_OnlyRequired_KeepDefaults()
    {
        var protect = new ProtectRequest(["/a"]);

        Assert.Equal(Text(protect, ApiJson.Default.ProtectRequest), Again(RequestJson.Of(protect), ApiJson.Default.ProtectRequest));
    }

    private static string Text<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type);

    private static string Again<T>(ReadOnlyMemory<byte> json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => Text(JsonSerializer.Deserialize(json.Span, type)!, type);

    private static JobInfo Full() => new(
        "job-1", JobTypes.Verification, JobStates.SucceededWithWarnings, "src-1", "point-1", 1, 2, 3, 4, 5, 6, 7, 8,
        [new JobError(ErrorCode.ItemUnreadable, "it's <unreadable>", "look", "a/ü"), new JobError(ErrorCode.DamageFound, "m", "r", null)],
        "docs", "/docs", "reading", 9, 10, 11, 12, 13, time, time.AddSeconds(1), time.AddSeconds(2))
    {
        Verification = new VerificationResult(1, 2, 3, 4, 5, 6, [new DamageInfo("plaintext", "pack", null, ["point-1"], ["a"], true, "bad")]),
        Collection = new CollectionResult(1, 2, 3, 4, 5),
        Plan = new RecoveryPlanInfo("src-1", "kind", "point-1", time, [new PlannedPartInfo(null, ["a"])], ["step"], ["warning"]) { Reached = time, Notes = ["note"] },
        Drill = new DrillInfo("job-1", "src-1", "docs", "/docs", "host", "point-1", time, time, "read", true, ["found"], 5, false),
    };
}
