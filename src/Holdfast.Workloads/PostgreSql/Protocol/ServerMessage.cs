using System.Text;

namespace Holdfast.Workloads.PostgreSql.Protocol;

/// <summary>An error or a notice of the server.</summary>
/// <param name="State">SQLSTATE.</param>
internal sealed record ServerMessage(string Severity, string State, string Message, string? Detail, string? Hint)
{
    private const int LongestText = 2000;

    public static ServerMessage Parse(ReadOnlySpan<byte> payload)
    {
        string severity = "ERROR", state = "XX000", message = "";
        string? detail = null, hint = null;
        var fields = new MessageFields(payload);
        while (fields.Left > 0 && fields.Byte() is var field and not 0)
        {
            var text = Clean(fields.Text());
            switch ((char)field)
            {
                case 'V': severity = text; break;
                case 'C': state = text; break;
                case 'M': message = text; break;
                case 'D': detail = text; break;
                case 'H': hint = text; break;
                default: break; // source file, line and the like
            }
        }
        return new ServerMessage(severity, state, message, detail, hint);
    }

    public override string ToString() => Detail is null ? Message : $"{Message} ({Detail})";

    /// <summary>Somebody else's words go to logs and pages: no control characters, no end of paper.</summary>
    private static string Clean(string text)
    {
        if (text.Length > LongestText) text = text[..LongestText];
        return text.Any(char.IsControl) ? new StringBuilder(text.Length).AppendJoin(' ', text.Split([.. text.Where(char.IsControl).Distinct()], StringSplitOptions.RemoveEmptyEntries)).ToString() : text;
    }
}
