using System.Globalization;
using System.Security.Authentication;
using Holdfast.Workloads.SqlServer.Statements;
using Microsoft.Data.SqlClient;

namespace Holdfast.Workloads.SqlServer.Driver;

/// <summary>One connection of Microsoft.Data.SqlClient.</summary>
internal sealed class SqlClientSession(SqlConnection connection) : ISqlSession
{
    /// <summary>Seconds for an answer to a question; backups and restores take as long as they take.</summary>
    private const int QuerySeconds = 60;

    private const int Unlimited = 0;

    /// <summary>Severity from which on the connection is gone.</summary>
    private const int BrokenConnection = 20;

    /// <summary>"%d percent processed."</summary>
    private const int PercentMessage = 3211;

    public void Execute(SqlStatement statement, Action<int>? progress, CancellationToken cancellation)
    {
        void OnMessage(object sender, SqlInfoMessageEventArgs message)
        {
            foreach (SqlError line in message.Errors)
                if (line.Number == PercentMessage && Percent(line.Message) is { } percent) progress?.Invoke(percent);
        }

        connection.InfoMessage += OnMessage;
        try
        {
            using var command = Command(statement, Unlimited);
            Run(statement, command, cancellation, () => command.ExecuteNonQuery());
        }
        finally
        {
            connection.InfoMessage -= OnMessage;
        }
    }

    public IReadOnlyList<SqlRow> Query(SqlStatement statement, CancellationToken cancellation)
    {
        using var command = Command(statement, QuerySeconds);
        var rows = new List<SqlRow>();
        Run(statement, command, cancellation, () =>
        {
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                var values = new Dictionary<string, object?>(reader.FieldCount, StringComparer.OrdinalIgnoreCase);
                for (var column = 0; column < reader.FieldCount; column++) values[reader.GetName(column)] = reader.IsDBNull(column) ? null : reader.GetValue(column);
                rows.Add(new SqlRow(values));
            }
        });
        return rows;
    }

    public void Dispose() => connection.Dispose();

    internal static SqlFailure Failure(SqlException error, Func<string, string> cleaned)
    {
        var errors = error.Errors.Cast<SqlError>().ToList();
        var text = errors.Count == 0 ? error.Message : string.Join(" ", errors.Select(line => line.Message).Distinct());
        // Why an encrypted connection could not be made is told by what stands behind the client's words alone.
        if (error.InnerException is { } inner && inner.GetBaseException() is AuthenticationException refused) text += " " + refused.Message.ReplaceLineEndings(" ").Trim();
        // The exception itself is not passed on: its text is not cleaned.
        IEnumerable<int> numbers = errors.Select(line => line.Number).DefaultIfEmpty(error.Number);
        return new SqlFailure([.. error.Class >= BrokenConnection ? numbers.Append(SqlFailure.NoConnection) : numbers], cleaned(text));
    }

    /// <summary>The number that the message begins with, in whatever language it goes on.</summary>
    internal static int? Percent(string message)
    {
        var digits = message.AsSpan().TrimStart();
        var length = digits.IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(length < 0 ? digits : digits[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var percent) ? Math.Min(percent, 100) : null;
    }

    private SqlCommand Command(SqlStatement statement, int seconds)
    {
        var command = new SqlCommand(statement.Text, connection) { CommandTimeout = seconds };
        foreach (var (name, value) in statement.Parameters) command.Parameters.Add(new SqlParameter(name, value ?? DBNull.Value));
        return command;
    }

    private static void Run(SqlStatement statement, SqlCommand command, CancellationToken cancellation, Action action)
    {
        cancellation.ThrowIfCancellationRequested();
        using var registration = cancellation.Register(command.Cancel);
        try
        {
            action();
        }
        catch (SqlException error)
        {
            cancellation.ThrowIfCancellationRequested();
            throw Failure(error, statement.Cleaned);
        }
    }
}
