using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Headers;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Engine;
using Holdfast.Server.Telemetry;
using Holdfast.Server.Tests.Configuration;

namespace Holdfast.Server.Tests.Telemetry;

public sealed class MetricTests
{
    [Fact]
    public void Document_HasTheTableOfTheCode() => Assert.True(MetricDocument.Markdown() == GeneratedTable.Of("monitoring.md", "metrics"), "Run eng/docs.sh.");

    [Fact]
    public async Task Metrics_OfARunningServer_ArePrometheusTextAndMove()
    {
        await using var server = await RunningServer.Start(prepare: pool => pool.Disks.Add(new("disk2", "/pool/disk2", "missing", 0, 0, 0, null)));
        using var http = new HttpClient { BaseAddress = new Uri(server.Address.Url) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
        using var answer = await http.GetAsync("/metrics");
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var before = new PrometheusSample(await answer.Content.ReadAsStringAsync());
        Assert.Equal(1, before["holdfast_alerts{severity=\"critical\"}"]);
        Assert.Equal((1000, 600, 400), (before["holdfast_pool_capacity_bytes"], before["holdfast_pool_free_bytes"], before["holdfast_pool_used_bytes"]));
        Assert.Equal((1, 0), (before["holdfast_vault_connected"], before["holdfast_jobs_total{type=\"replicaCreation\",state=\"succeeded\"}"]));
        Assert.True(before["holdfast_process_cpu_seconds_total"] > 0);

        var job = await server.Protect();
        server.Engine.OnBackup = (_, _, _) => throw new HoldfastException(ErrorCode.PathNotFound, "gone");
        await server.Protect();
        var after = new PrometheusSample(await http.GetStringAsync("/metrics"));
        Assert.Equal(1, after["holdfast_jobs_total{type=\"replicaCreation\",state=\"succeeded\"}"]);
        Assert.Equal(1, after["holdfast_jobs_total{type=\"recoveryPoint\",state=\"failed\"}"]);
        Assert.Equal((300, 100), (after["holdfast_job_read_bytes_total{type=\"replicaCreation\"}"], after["holdfast_job_stored_bytes_total{type=\"replicaCreation\"}"]));
        Assert.Equal(1, after["holdfast_job_duration_seconds_bucket{type=\"replicaCreation\",le=\"+Inf\"}"]);
        Assert.Equal(1, after["holdfast_job_duration_seconds_count{type=\"replicaCreation\"}"]);
        Assert.True(after["holdfast_job_duration_seconds_sum{type=\"replicaCreation\"}"] >= job.DurationMs / 1000.0);
        Assert.Superset(before.Names.ToHashSet(), after.Names.ToHashSet());
    }

    [Fact]
    public async Task Metrics_WithoutToken_AreRefused()
    {
        await using var server = await RunningServer.Start();
        using var http = new HttpClient();
        using var answer = await http.GetAsync(server.Address.Url + "/metrics");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public void Store_WhatIsNotThereAnyMore_IsNotReported()
    {
        var now = new Observed { DaysToFull = 3, IsVaultConnected = true, Agents = new Dictionary<string, int> { ["a \"quoted\"\n\\"] = 2 } };
        var time = new SteppedClock();
        using var meter = new ServerMeter(() => now, time, "1");
        using var store = new MetricStore(meter.Meter);
        var first = new PrometheusSample(store.Text());
        Assert.Equal((3, 1, 2), (first["holdfast_pool_full_days"], first["holdfast_vault_connected"], first["""holdfast_agents{state="a \"quoted\"\n\\"}"""]));
        now = new Observed();
        time.Advance(TimeSpan.FromSeconds(1));
        var second = new PrometheusSample(store.Text());
        Assert.DoesNotContain(second.Names, name => name.StartsWith("holdfast_pool_full", StringComparison.Ordinal) || name.StartsWith("holdfast_agents", StringComparison.Ordinal) || name.StartsWith("holdfast_vault", StringComparison.Ordinal));
    }

    [Fact]
    public void Store_OfOneServer_DoesNotCountTheOthers()
    {
        using var one = new ServerMeter(() => new Observed { Queued = 1 }, TimeProvider.System, "1");
        using var other = new ServerMeter(() => new Observed { Queued = 2 }, TimeProvider.System, "1");
        using var store = new MetricStore(one.Meter);
        Assert.Equal(1, new PrometheusSample(store.Text())["holdfast_jobs_queued"]);
    }

    [Fact]
    public void Histogram_Buckets_AreCumulative()
    {
        var family = new MetricFamily(Metrics.JobDuration, [1, 10]);
        foreach (var value in (double[])[0.5, 1, 5, 100]) family.Add("type=\"x\"", value);
        var text = new System.Text.StringBuilder();
        family.Write(text);
        var sample = new PrometheusSample(text.ToString());
        Assert.Equal(
            (2, 3, 4, 4, 106.5),
            (sample["holdfast_job_duration_seconds_bucket{type=\"x\",le=\"1\"}"], sample["holdfast_job_duration_seconds_bucket{type=\"x\",le=\"10\"}"],
                sample["holdfast_job_duration_seconds_bucket{type=\"x\",le=\"+Inf\"}"], sample["holdfast_job_duration_seconds_count{type=\"x\"}"], sample["holdfast_job_duration_seconds_sum{type=\"x\"}"]));
    }

    [Fact]
    public void Phase_SetAgain_IsToldOnce()
    {
        var (progress, told) = (new WorkProgress(), new List<string>());
        progress.PhaseChanged = told.Add;
        progress.Phase = "reading";
        progress.Phase = "reading";
        progress.Phase = "committing";
        Assert.Equal(["reading", "committing"], told);
    }
}
