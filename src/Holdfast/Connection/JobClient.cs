using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;

namespace Holdfast.Connection;

/// <summary>Starts and follows jobs. The same routes as <see cref="HoldfastClient"/>, on the shortest way: a scheduled backup with nothing to do is mostly this.</summary>
internal sealed class JobClient(IApiServer server, string? confirmation)
{
    private const int LongestWaitMs = 60_000;

    internal IReadOnlyList<JobInfo> Protect(ProtectRequest request, CancellationToken stop) => List(Post("protect", RequestJson.Of(request), stop));

    internal IReadOnlyList<JobInfo> CreateRecoveryPoint(CreateRecoveryPointRequest request, CancellationToken stop) => List(Post("recovery-points", RequestJson.Of(request), stop));

    internal IReadOnlyList<JobInfo> Synchronize(RunRequest request, CancellationToken stop) => List(Post("sync", RequestJson.Of(request), stop));

    internal IReadOnlyList<JobInfo> Check(RunRequest request, CancellationToken stop) => List(Post("check", RequestJson.Of(request), stop));

    internal JobInfo Recover(RecoverRequest request, CancellationToken stop) =>
        One(Post("recover", JsonSerializer.SerializeToUtf8Bytes(request, ApiJson.Default.RecoverRequest), stop));

    internal JobInfo Verify(VerifyRequest request, CancellationToken stop) =>
        One(Post("verify", JsonSerializer.SerializeToUtf8Bytes(request, ApiJson.Default.VerifyRequest), stop));

    /// <summary>Waits until a job has ended; tells how far it is every <paramref name="interval"/> when somebody wants to know.</summary>
    internal JobInfo WaitForEnd(string id, Action<JobInfo>? progress, TimeSpan interval, CancellationToken stop)
    {
        var waitMs = progress is null ? LongestWaitMs : (int)interval.TotalMilliseconds;
        while (true)
        {
            var job = One(Send("GET", $"jobs/{Uri.EscapeDataString(id)}?waitMs={waitMs}", default, stop));
            progress?.Invoke(job);
            if (job.HasEnded) return job;
        }
    }

    private ReadOnlyMemory<byte> Post(string route, ReadOnlyMemory<byte> body, CancellationToken stop) => Send("POST", route, body, stop);

    private ReadOnlyMemory<byte> Send(string method, string route, ReadOnlyMemory<byte> body, CancellationToken stop)
    {
        try
        {
            var answer = server.Send(method, route, body, confirmation, stop);
            return answer.IsSuccess ? answer.Body : throw Failure(answer);
        }
        catch (HttpRequestException failure)
        {
            throw new HoldfastException(ErrorCode.NotReachable, $"Holdfast does not answer at {server.Url}: {failure.Message}", inner: failure);
        }
        catch (JsonException failure)
        {
            throw Foreign(failure);
        }
    }

    private JobInfo One(ReadOnlyMemory<byte> answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            return JobJson.Read(document.RootElement);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException)
        {
            throw Foreign(failure);
        }
    }

    /// <summary>What applications said when they were protected last.</summary>
    internal IReadOnlyList<string> Warnings { get; private set; } = [];

    private IReadOnlyList<JobInfo> List(ReadOnlyMemory<byte> answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            var list = document.RootElement.GetProperty("jobs"u8);
            if (document.RootElement.TryGetProperty("warnings"u8, out var warnings)) Warnings = [.. warnings.EnumerateArray().Select(warning => warning.GetString() ?? "")];
            var jobs = new JobInfo[list.GetArrayLength()];
            for (var i = 0; i < jobs.Length; i++) jobs[i] = JobJson.Read(list[i]);
            return jobs;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw Foreign(failure);
        }
    }

    private static HoldfastException Failure(HttpAnswer answer)
    {
        var body = answer.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true
            ? JsonSerializer.Deserialize(answer.Body.Span, ApiJson.Default.ApiErrorBody) : null;
        return body is null
            ? new HoldfastException(ErrorCode.UnexpectedError, $"The server answered with HTTP status {answer.Status} and no explanation.")
            : new HoldfastException(body.Error.Code, body.Error.Message, body.Error.Remedy);
    }

    private HoldfastException Foreign(Exception failure) =>
        new(ErrorCode.UnexpectedError, $"The answer is not what Holdfast sends; another program may listen at {server.Url}.", inner: failure);
}
