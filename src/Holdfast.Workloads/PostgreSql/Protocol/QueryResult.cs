using Holdfast.Format;
namespace Holdfast.Workloads.PostgreSql.Protocol;

/// <summary>Rows of one statement, as text.</summary>
internal sealed record QueryResult(IReadOnlyList<string> Columns, IReadOnlyList<string?[]> Rows)
{
    public string? this[int row, string column] => Rows[row][IndexOf(column)];

    private int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
            if (Columns[i] == column) return i;
        throw new MalformedDataException($"The server's answer has no column {column}.");
    }
}
