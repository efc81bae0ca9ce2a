namespace Holdfast.Agent.Tests.Support;

/// <summary>Threads of this process whose names a backup run gives, as the kernel lists them.</summary>
internal static class RunThreads
{
    private static readonly string[] Names = ["worker-", "large-file-read", "item-table"];

    public static int Count() => Directory.EnumerateDirectories("/proc/self/task").Count(task => Name(task) is { } name && Names.Any(start => name.StartsWith(start, StringComparison.Ordinal)));

    public static void AssertAllEnd()
    {
        for (var i = 0; i < 100 && Count() > 0; i++) Thread.Sleep(20);
        Assert.Equal(0, Count());
    }

    private static string? Name(string task)
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, "comm"));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
