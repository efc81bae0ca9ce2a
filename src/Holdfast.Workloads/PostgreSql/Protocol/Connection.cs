using System.Globalization;
using System.Net.Sockets;
using Holdfast.Format;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.PostgreSql.Protocol;

/// <summary>
/// A connection by PostgreSQL's protocol 3.0, for ordinary statements or for replication. One thread; cancelling closes it, whatever it waits for. After a fault it is of no
/// more use.
/// </summary>
internal sealed class Connection : IDisposable
{
    private const int Protocol3 = 196608, MostRows = 1_000_000;

    private readonly ConnectionOrder order;
    private readonly Transport transport;
    private readonly MessageReader reader;
    private readonly CancellationToken cancellation;
    private readonly CancellationTokenRegistration registration;

    private Connection(ConnectionOrder order, Transport transport, CancellationToken cancellation)
    {
        this.order = order;
        this.transport = transport;
        this.cancellation = cancellation;
        reader = new MessageReader(transport.Stream);
        registration = cancellation.Register(transport.Dispose);
    }

    /// <summary>Warnings and notices since the connection was opened; the latest hundred.</summary>
    public Queue<ServerMessage> Notices { get; } = new();

    public Dictionary<string, string> Parameters { get; } = new(StringComparer.Ordinal);

    public ReadOnlySpan<byte> Payload => reader.Payload.Span;

    public bool IsEncrypted => transport.IsEncrypted;

    /// <summary>Major version; 0 where the server did not say.</summary>
    public int Major => Parameters.TryGetValue("server_version", out var version)
        && int.TryParse(version.AsSpan(0, version.TakeWhile(char.IsAsciiDigit).Count()), NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0;

    public string Version => Parameters.GetValueOrDefault("server_version", "");

    /// <param name="database">Null: replication, without a database.</param>
    public static Connection Open(ConnectionOrder order, string? database, CancellationToken cancellation)
    {
        var transport = Transport.Open(order, cancellation);
        Connection? connection = null;
        try
        {
            connection = new Connection(order, transport, cancellation);
            connection.Guard(() => connection.StartUp(database));
            return connection;
        }
        catch
        {
            connection?.Dispose();
            transport.Dispose();
            throw;
        }
    }

    /// <summary>Runs statements and gives the rows of the last that has any.</summary>
    public QueryResult Query(string sql) => Guard(() =>
    {
        Send(new MessageWriter('Q').Text(sql).Done());
        QueryResult result = new([], []);
        while (true)
        {
            switch (ReadMessage())
            {
                case 'T': result = ReadRows(); break;
                case 'Z': return result;
                default: break; // CommandComplete, EmptyQueryResponse
            }
        }
    });

    public string? Scalar(string sql) => Query(sql) is { Rows: [[var value, ..], ..] } ? value : null;

    /// <summary>Sends a statement whose answer the caller reads.</summary>
    public void Begin(string sql) => Guard(() => Send(new MessageWriter('Q').Text(sql).Done()));

    /// <summary>Sends a message.</summary>
    public void Write(byte[] message) => Guard(() => Send(message));

    /// <summary>Kind of the next message that is no notice; its content is <see cref="Payload"/>.</summary>
    public char Next() => Guard(ReadMessage);

    /// <summary>Reads until one of the kind comes.</summary>
    public void Expect(char kind)
    {
        if (Next() is var came && came != kind) throw new MalformedDataException($"PostgreSQL answered with “{came}” where “{kind}” was expected.");
    }

    /// <summary>The rows whose description was just read. Ends with the statement.</summary>
    public QueryResult Rows() => Guard(ReadRows);

    /// <summary>How long the server may be silent; zero: without end.</summary>
    public void SetPatience(TimeSpan patience) => transport.SetPatience(patience);

    public void Dispose()
    {
        registration.Dispose();
        transport.Dispose();
    }

    private void StartUp(string? database)
    {
        var start = new MessageWriter().Int32(Protocol3).Text("user").Text(order.User).Text("application_name").Text("holdfast").Text("client_encoding").Text("UTF8");
        if (database is null) start.Text("replication").Text("true");
        else start.Text("database").Text(database);
        Send(start.Byte(0).Done());
        var signIn = new SignIn(order, transport);
        while (true)
        {
            switch (ReadMessage())
            {
                case 'R':
                    if (signIn.Answer(Payload) is { } answer) Send(answer);
                    break;
                case 'Z': return;
                case 'K': break; // what a cancel request would name; closing the connection does as well
                case 'v': throw new MalformedDataException("The server does not speak version 3.0 of PostgreSQL's protocol.");
                case var kind: throw new MalformedDataException($"PostgreSQL answered with “{kind}” while signing in.");
            }
        }
    }

    private char ReadMessage()
    {
        while (true)
        {
            var kind = reader.Read();
            switch (kind)
            {
                case 'E': throw ServerErrors.Translate(ServerMessage.Parse(Payload), order.User);
                case 'N':
                    if (Notices.Count == 100) Notices.Dequeue();
                    Notices.Enqueue(ServerMessage.Parse(Payload));
                    break;
                case 'S':
                    var fields = new MessageFields(Payload);
                    var name = fields.Text();
                    if (Parameters.Count < 100) Parameters[name] = fields.Text();
                    break;
                case 'A': break; // a notification nobody asked for
                default: return kind;
            }
        }
    }

    private QueryResult ReadRows()
    {
        var description = new MessageFields(Payload);
        var columns = new string[description.Int16() is >= 0 and var count ? count : throw new MalformedDataException("A row of PostgreSQL has fewer than no columns.")];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = description.Text();
            description.Take(18); // table, column, type and format: everything comes as text
        }
        var rows = new List<string?[]>();
        while (ReadMessage() == 'D')
        {
            if (rows.Count == MostRows) throw new MalformedDataException("PostgreSQL answered with more rows than can be true.");
            var fields = new MessageFields(Payload);
            if (fields.Int16() != columns.Length) throw new MalformedDataException("A row of PostgreSQL has other columns than were announced.");
            var row = new string?[columns.Length];
            for (var i = 0; i < row.Length; i++)
                row[i] = fields.Int32() is >= 0 and var length ? System.Text.Encoding.UTF8.GetString(fields.Take(length)) : null;
            rows.Add(row);
        }
        return new QueryResult(columns, rows);
    }

    private void Send(byte[] message) => transport.Stream.Write(message);

    private void Guard(Action action) => Guard(() =>
    {
        action();
        return true;
    });

    private T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or SocketException or InvalidOperationException && cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException("The connection to PostgreSQL was closed because its work was cancelled.", error, cancellation);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or SocketException)
        {
            throw new WorkloadException(WorkloadFault.NotReachable, $"The connection to {order.Address} broke: {error.Message}", "Check that the server runs; its log says why it closed the connection.", error);
        }
    }
}
