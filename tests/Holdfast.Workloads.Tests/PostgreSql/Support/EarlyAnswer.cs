using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Holdfast.Workloads.PostgreSql.Log;

namespace Holdfast.Workloads.Tests.PostgreSql.Support;

/// <summary>
/// Stands between a follower and its server, and makes of a race what always happens: the server answers that it is alive, with how far it has sent, before it sends the first of a log that it has.
/// </summary>
internal sealed class EarlyAnswer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly int server;
    private readonly TimeSpan pause;

    public EarlyAnswer(int server, TimeSpan pause)
    {
        this.server = server;
        this.pause = pause;
        listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Answers that were given early.</summary>
    public int Answers { get; private set; }

    public void Dispose()
    {
        ended.Cancel();
        listener.Dispose();
    }

    private async Task Accept()
    {
        while (!ended.IsCancellationRequested)
        {
            var client = await listener.AcceptTcpClientAsync(ended.Token);
            var target = new TcpClient();
            await target.ConnectAsync(IPAddress.Loopback, server, ended.Token);
            var up = client.GetStream().CopyToAsync(target.GetStream(), ended.Token);
            _ = Task.WhenAny(up, Down(target.GetStream(), client.GetStream())).ContinueWith(_ =>
            {
                client.Dispose();
                target.Dispose();
            }, TaskScheduler.Default);
        }
    }

    private async Task Down(NetworkStream from, NetworkStream to)
    {
        var isHeld = false;
        while (await Message(from) is { } message)
        {
            if (isHeld && message[0] == 'd' && message[5] == 'w')
            {
                // Its beginning is where the stream has begun: nothing has been sent yet.
                isHeld = false;
                await to.WriteAsync(Alive(message.AsSpan(6, 8)), ended.Token);
                Answers++;
                await Task.Delay(pause, ended.Token);
            }
            isHeld |= message[0] == 'W';
            await to.WriteAsync(message, ended.Token);
        }
    }

    private async Task<byte[]?> Message(NetworkStream from)
    {
        var head = new byte[5];
        if (await from.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ended.Token) < head.Length) return null;
        var message = new byte[1 + BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(1))];
        head.CopyTo(message, 0);
        await from.ReadExactlyAsync(message.AsMemory(head.Length), ended.Token);
        return message;
    }

    private static byte[] Alive(ReadOnlySpan<byte> sent)
    {
        var message = new byte[1 + 4 + 1 + 8 + 8 + 1];
        message[0] = (byte)'d';
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), message.Length - 1);
        message[5] = (byte)'k';
        sent.CopyTo(message.AsSpan(6));
        BinaryPrimitives.WriteInt64BigEndian(message.AsSpan(14), PgTime.To(TimeProvider.System.GetUtcNow()));
        return message;
    }
}
