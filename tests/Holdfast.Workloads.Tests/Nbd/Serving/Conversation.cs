using Holdfast.Workloads.Nbd.Serving;

namespace Holdfast.Workloads.Tests.Nbd.Serving;

/// <summary>Has a server answer a client that has said everything beforehand.</summary>
internal static class Conversation
{
    public const string Name = "0123456789abcdef0123456789abcdef";

    public static async Task<(NbdEnd End, Answers Answers)> Hold(MemoryDisk disk, ClientBytes client, Func<Stream, CancellationToken, Task<Stream>>? startTls = null)
    {
        using var server = new NbdServer(new ServedExport(Name, disk, "a disk"), NbdServerLimits.Standard, TimeProvider.System, startTls);
        var connection = new Scripted(new MemoryStream(client.All));
        var end = await server.Serve(connection, TestContext.Current.CancellationToken);
        Assert.Equal(0, server.Figures.Connections);
        return (end, new Answers(connection.Answered));
    }
}
