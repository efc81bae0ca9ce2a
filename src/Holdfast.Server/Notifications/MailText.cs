using System.Globalization;
using System.Net;
using System.Text;

namespace Holdfast.Server.Notifications;

/// <summary>The words of a mail. Names and messages come from other computers: control characters are taken out, and HTML is escaped.</summary>
internal static class MailText
{
    private const int LongestSubject = 200;

    internal static string Subject(string server, IReadOnlyList<AlertNotice> notices)
    {
        var text = notices.Count == 1
            ? $"[Holdfast {server}] {Word(notices[0])}: {notices[0].Title}"
            : $"[Holdfast {server}] {notices.Count} alerts: {string.Join(", ", notices.CountBy(Word).Select(count => $"{count.Value} {count.Key}"))}";
        var line = Line(text);
        return line.Length > LongestSubject ? line[..LongestSubject] + "…" : line;
    }

    internal static string Plain(string server, IReadOnlyList<AlertNotice> notices)
    {
        var text = new StringBuilder();
        foreach (var notice in notices)
        {
            text.AppendLine($"{Word(notice).ToUpperInvariant()} {notice.Code}: {Line(notice.Title)}");
            foreach (var (name, value) in Facts(notice)) text.AppendLine($"  {name}: {Line(value)}");
            text.AppendLine();
        }
        return text.Append($"Sent by Holdfast on {server}.").AppendLine().ToString();
    }

    internal static string Html(string server, IReadOnlyList<AlertNotice> notices)
    {
        var text = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><body>");
        foreach (var notice in notices)
        {
            text.Append($"<h3>{Escaped(Word(notice))} {notice.Code}: {Escaped(notice.Title)}</h3><table>");
            foreach (var (name, value) in Facts(notice))
                text.Append($"<tr><th align=\"left\" valign=\"top\">{Escaped(name)}</th><td>{(name == "Command" ? $"<code>{Escaped(value)}</code>" : Escaped(value))}</td></tr>");
            text.Append("</table>");
        }
        return text.Append($"<p>Sent by Holdfast on {Escaped(server)}.</p></body></html>").ToString();
    }

    private static IEnumerable<(string Name, string Value)> Facts(AlertNotice notice)
    {
        yield return ("What happened", notice.Message);
        if (notice.Event != AlertNotice.ResolvedEvent) yield return ("What to do", notice.Remedy);
        if (notice.Event != AlertNotice.ResolvedEvent) yield return ("Command", notice.Command);
        if (notice.Server is { } server) yield return ("Server", server);
        if (notice.Group is { } group) yield return ("Group", group);
        yield return ("Since", Time(notice.Created));
        if (notice.Resolved is { } resolved) yield return ("Resolved", Time(resolved));
        yield return ("Alert", notice.Id);
    }

    private static string Word(AlertNotice notice) => notice.Event == AlertNotice.ResolvedEvent ? "resolved" : notice.Severity;

    private static string Line(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));

    private static string Escaped(string text) => WebUtility.HtmlEncode(Line(text));

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
