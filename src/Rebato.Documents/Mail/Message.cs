using MimeKit;

namespace Rebato.Documents.Mail;

/// <summary>
/// Mail messages (RFC 5322): what the recipient reads stays (from, to, subject, date, body); the route, the programs and
/// the blind copies go; attachments are cleaned one by one.
/// </summary>
internal static class Message
{
    private const int ManyRecipients = 10;
    private static readonly HeaderId[] Kept = [HeaderId.From, HeaderId.To, HeaderId.Cc, HeaderId.Subject, HeaderId.Date, HeaderId.MimeVersion];
    private static readonly string[] Openers = ["Received:", "Return-Path:", "Delivered-To:", "From:", "Message-ID:", "MIME-Version:", "X-", "Date:", "Subject:", "To:", "Reply-To:", "DKIM-Signature:", "Authentication-Results:"];

    public static bool LooksLikeMail(string head)
    {
        if (!Openers.Any(o => head.StartsWith(o, StringComparison.OrdinalIgnoreCase))) return false;
        var lines = head.Split('\n').TakeWhile(l => l.Trim().Length > 0).ToList();
        return lines.Count(l => Openers.Any(o => l.StartsWith(o, StringComparison.OrdinalIgnoreCase))) >= 3 && lines.Exists(l => l.StartsWith("From:", StringComparison.OrdinalIgnoreCase));
    }

    public static byte[] Clean(byte[] file, Scrubbing scrubbing)
    {
        var options = ParserOptions.Default.Clone();
        options.MaxMimeDepth = 32;
        var message = MimeMessage.Load(options, new MemoryStream(file, false));
        CleanHeaders(message, scrubbing);
        var recipients = message.To.Mailboxes.Concat(message.Cc.Mailboxes).ToList();
        if (recipients.Count > ManyRecipients) scrubbing.Ask("recipients", "eml", $"{recipients.Count}");
        if (message.Body is { } body) CleanPart(body, "eml", 0, scrubbing);
        using var into = new MemoryStream();
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        message.WriteTo(format, into);
        return into.ToArray();
    }

    private static void CleanHeaders(MimeMessage message, Scrubbing scrubbing)
    {
        foreach (var header in message.Headers.Where(h => !Kept.Contains(h.Id)).ToList())
        {
            var code = header.Id switch
            {
                HeaderId.Received or HeaderId.ReturnPath => "mail-route",
                HeaderId.Bcc or HeaderId.ResentBcc => "bcc",
                HeaderId.UserAgent or HeaderId.XMailer => "software",
                _ => "mail-header",
            };
            scrubbing.Removed(code, "eml", $"{header.Field}: {header.Value}");
            message.Headers.Remove(header);
        }
    }

    private static void CleanPart(MimeEntity entity, string place, int depth, Scrubbing scrubbing)
    {
        scrubbing.Spend(0, 1);
        if (entity.ContentType.MimeType is "application/pkcs7-mime" or "application/x-pkcs7-mime" or "multipart/encrypted") throw new UnfitException("encrypted", scrubbing.Place(place));
        if (entity.ContentType.MimeType == "multipart/signed") scrubbing.Signature(place);
        if (entity.ContentId is not null && entity is not MimePart { IsAttachment: false }) entity.ContentId = null;
        switch (entity)
        {
            case Multipart parts:
                if (parts.Preamble is { Length: > 0 } before) scrubbing.Removed("orphan-data", place, before);
                if (parts.Epilogue is { Length: > 0 } after) scrubbing.Removed("orphan-data", place, after);
                (parts.Preamble, parts.Epilogue) = (null, null);
                foreach (var signature in parts.Where(p => p.ContentType.MimeType is "application/pkcs7-signature" or "application/x-pkcs7-signature" or "application/pgp-signature").ToList()) parts.Remove(signature);
                foreach (var part in parts) CleanPart(part, place, depth + 1, scrubbing);
                break;
            case MessagePart { Message: { } inner } when depth < 8:
                scrubbing.Kept("attachment", place, inner.Subject);
                CleanHeaders(inner, scrubbing);
                if (inner.Body is { } body) CleanPart(body, place + "/rfc822", depth + 1, scrubbing);
                break;
            case TextPart { IsAttachment: false } text:
                CleanText(text, place, scrubbing);
                break;
            case MimePart file:
                CleanFile(file, place, scrubbing);
                break;
            default:
                throw new UnfitException("unknown-format", scrubbing.Place(place), entity.ContentType.MimeType);
        }
    }

    private static void CleanText(TextPart text, string place, Scrubbing scrubbing)
    {
        if (!text.IsPlain && !text.IsHtml && text.ContentType.MimeType is not ("text/calendar" or "text/enriched")) throw new UnfitException("unknown-format", scrubbing.Place(place), text.ContentType.MimeType);
        var (words, clean) = (text.Text, text.Text);
        clean = text.IsHtml ? HtmlBody.Clean(words, place, scrubbing) : Text.PlainText.Strip(words, scrubbing, place);
        scrubbing.Read(text.IsHtml ? HtmlBody.Words(clean) : clean);
        if (clean != words) text.SetText(System.Text.Encoding.UTF8, clean);
    }

    private static void CleanFile(MimePart file, string place, Scrubbing scrubbing)
    {
        using var content = new MemoryStream();
        file.Content?.DecodeTo(content);
        if (content.Length == 0) return;
        var name = file.FileName ?? file.ContentType.MimeType;
        if (file.IsAttachment) scrubbing.Kept("attachment", place, name);
        var clean = scrubbing.Nested(content.ToArray(), $"{place}/{name}");
        file.Content = new MimeContent(new MemoryStream(clean));
        file.ContentTransferEncoding = ContentEncoding.Base64;
        foreach (var parameter in file.ContentDisposition?.Parameters.Where(p => p.Name is "creation-date" or "modification-date" or "read-date" or "size").ToList() ?? [])
        {
            if (parameter.Name != "size") scrubbing.Removed("date", place, parameter.Value);
            file.ContentDisposition!.Parameters.Remove(parameter);
        }
    }
}
