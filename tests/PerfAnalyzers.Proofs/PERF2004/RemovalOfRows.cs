using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        var small = await db.Lines.Where(l => l.Amount < 5).ToListAsync();
        db.Lines.RemoveRange(small);
        await db.SaveChangesAsync();
        request.Output.WriteLine(await db.Lines.CountAsync());
    }
}
