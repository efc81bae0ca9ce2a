using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;

namespace Holdfast.Contracts.Tests.Api;

public sealed class JsonTests
{
    private static readonly JobInfo job = new(
        "1", JobTypes.Recovery, JobStates.Succeeded, "s", null, 1, 2, 3, 4, 5, 6, 7, 8, [new JobError(ErrorCode.ItemUnreadable, "m", "r", "i")], "name", "/p", "", 9,
        10, 11, 12, null, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), null, null);

    [Fact]
    public void Job_Written_IsTheDocumentedShape()
    {
        var json = JsonSerializer.Serialize(job, ApiJson.Default.JobInfo);
        Assert.StartsWith(
            """{"id":"1","type":"recovery","state":"succeeded","source":"s","recoveryPoint":null,"items":1,"itemsFailed":2,"bytesRead":3,"bytesChanged":4,"bytesStored":5,"bytesSent":6,"durationMs":7,"cpuMs":8,"errors":[{"code":400200,"message":"m","remedy":"r","item":"i"}]""",
            json);
        Assert.Contains("\"created\":\"2026-01-02T01:04:05Z\"", json);
        Assert.DoesNotContain("verification", json);
        Assert.DoesNotContain("hasEnded", json);
    }

    [Fact]
    public void Job_WrittenAndRead_IsTheSame()
    {
        var full = job with { Verification = new VerificationResult(1, 2, 3, 4, 5, 6, [new DamageInfo("footer", null, null, ["p"], ["i"], true, "m")]) };
        Assert.Equivalent(full, JsonSerializer.Deserialize(JsonSerializer.Serialize(full, ApiJson.Default.JobInfo), ApiJson.Default.JobInfo), strict: true);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"paths":null}""")]
    [InlineData("""{"paths":["/a"],"nonsense":1}""")]
    [InlineData("""{"paths":"/a"}""")]
    [InlineData("""{"Paths":["/a"]}""")]
    public void Request_ThatIsNotComplete_IsRefused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, ApiJson.Default.ProtectRequest));

    [Fact]
    public void Request_WithoutOptionalMembers_HasTheirDefaults()
    {
        var request = JsonSerializer.Deserialize("""{"source":"s"}""", ApiJson.Default.RecoverRequest)!;
        Assert.Equal(new RecoverRequest("s"), request);
        Assert.Equal(("latest", "copy", "point"), (request.At, request.Existing, request.Security));
    }

    [Fact]
    public void Answer_WithMembersOfANewerVersion_IsRead() =>
        Assert.True(JsonSerializer.Deserialize("""{"ready":true,"version":"9","more":1}""", ApiJson.Default.ReadyInfo)!.Ready);

    [Fact]
    public void Secrets_InText_AreNotShown()
    {
        Assert.DoesNotContain("secret", new RegisterVaultRequest([1], "secret").ToString());
        Assert.DoesNotContain("secret", new RebuildVaultRequest("secret").ToString());
        Assert.DoesNotContain("secret", new AddExternalRequest([1], "id", "secret").ToString());
    }

    [Theory]
    [InlineData("2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z")]
    [InlineData("2026-01-02T03:04:05.1200000+02:00", "2026-01-02T01:04:05.12Z")]
    public void Times_AreRfc3339InUtc(string read, string written)
    {
        var point = JsonSerializer.Deserialize($$"""{"recoveryPoints":[{"id":"1","source":"s","sourceName":"n","path":"/","server":"h","created":"{{read}}","items":0,"itemsFailed":0,"bytes":0,"disk":true,"online":false,"expires":null}]}""", ApiJson.Default.RecoveryPointList)!;
        Assert.Contains($"\"created\":\"{written}\"", JsonSerializer.Serialize(point, ApiJson.Default.RecoveryPointList));
    }
}
