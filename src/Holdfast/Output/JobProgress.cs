using Holdfast.Contracts.Api;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Holdfast.Output;

/// <summary>A progress bar on standard error: bytes, items, rate, time left, deduplicated. Only for terminals.</summary>
internal static class JobProgress
{
    private const double Unknown = 100;

    /// <summary>Shows the bar while <paramref name="follow"/> runs, which reports through the callback that it is given.</summary>
    internal static async Task<JobInfo> Show(string title, Func<Action<JobInfo>, Task<JobInfo>> follow)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var figures = new Figures();
        var columns = new ProgressColumn[] { new TaskDescriptionColumn(), new ProgressBarColumn { Width = 24 }, new PercentageColumn(), figures };
        return await console.Progress().AutoClear(true).HideCompleted(false).Columns(columns).StartAsync(async context =>
        {
            var task = context.AddTask(Markup.Escape(title), maxValue: Unknown);
            return await follow(job =>
            {
                figures.Job = job;
                task.IsIndeterminate = job.BytesTotal == 0 && job.ItemsTotal == 0;
                task.MaxValue = job.BytesTotal > 0 ? job.BytesTotal : job.ItemsTotal > 0 ? job.ItemsTotal : Unknown;
                task.Value = job.BytesTotal > 0 ? job.BytesRead : job.ItemsTotal > 0 ? job.Items : 0;
            });
        });
    }

    private sealed class Figures : ProgressColumn
    {
        internal JobInfo? Job { get; set; }

        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
        {
            if (Job is not { } job) return Text.Empty;
            var parts = new List<string>();
            if (job.Phase.Length > 0) parts.Add(job.Phase);
            parts.Add(Quantity.Bytes(job.BytesRead) + (job.BytesTotal > 0 ? $" of {Quantity.Bytes(job.BytesTotal)}" : ""));
            parts.Add(Quantity.Count(job.Items) + (job.ItemsTotal > 0 ? $" of {Quantity.Count(job.ItemsTotal)} items" : " items"));
            parts.Add($"{Quantity.Bytes(job.Rate)}/s");
            if (job.EtaMs is { } left) parts.Add($"{Quantity.Duration(left)} left");
            if (job.BytesDeduplicated > 0) parts.Add($"deduplicated {Quantity.Bytes(job.BytesDeduplicated)}");
            if (job.BytesSent > 0) parts.Add($"sent {Quantity.Bytes(job.BytesSent)}");
            return new Text(string.Join(", ", parts)) { Overflow = Overflow.Ellipsis };
        }
    }
}
